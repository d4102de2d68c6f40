package dev.fidelio.evaluator;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EvaluationRequested;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.datasets.Split;
import dev.fidelio.stages.Attempt;
import dev.fidelio.stages.DamagedArtifactException;
import dev.fidelio.stages.PermanentFailureException;
import dev.fidelio.stages.StageWork;
import java.util.List;

/** Scores one evaluation set against the test images of its data set. */
final class EvaluationWork implements StageWork<EvaluationRequested> {
  private static final String SPLIT = "test";

  private final Datasets datasets;
  private final List<Extractor> extractors;
  private final References references = new References();

  EvaluationWork(Datasets datasets, List<Extractor> extractors) {
    this.datasets = datasets;
    this.extractors = List.copyOf(extractors);
  }

  @Override
  public String stage(EvaluationRequested request) {
    return "evaluation/" + request.evaluation();
  }

  @Override
  public List<Payload> work(EvaluationRequested request, Attempt attempt) {
    Scoring scoring = new Scoring(extractor(request), references);
    Score score;
    try {
      score =
          scoring.fid(
              samples(request, attempt),
              request.datasetDigest(),
              SPLIT,
              () -> reference(request.datasetDigest()),
              attempt.stop()::check);
    } catch (UnreadableException | DamagedArtifactException | IllegalArgumentException e) {
      throw new PermanentFailureException("the samples cannot be scored: " + e.getMessage(), e);
    }
    return List.of(
        new ModelEvaluated(
            request.experiment().experimentId(),
            attempt.number(),
            request.evaluation(),
            List.of(score)));
  }

  private Extractor extractor(EvaluationRequested request) {
    String name = request.experiment().evaluation().extractor();
    return extractors.stream()
        .filter(extractor -> extractor.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new PermanentFailureException("no extractor is named " + name));
  }

  private static Images samples(EvaluationRequested request, Attempt attempt) {
    Npy images = read(request.images(), attempt, 3);
    Npy labels = read(request.labels(), attempt, 1);
    if (images.shape()[0] != labels.shape()[0]) {
      throw new IllegalArgumentException(
          images.shape()[0] + " images have " + labels.shape()[0] + " labels");
    }
    return new Images(images.shape()[1], images.shape()[2], images.elements());
  }

  private static Npy read(Artifact artifact, Attempt attempt, int dimensions) {
    return Npy.read(artifact.name(), attempt.read(artifact), dimensions);
  }

  private Images reference(String digest) {
    Split test = datasets.load(digest).test();
    return new Images(test.height(), test.width(), test.images());
  }
}
