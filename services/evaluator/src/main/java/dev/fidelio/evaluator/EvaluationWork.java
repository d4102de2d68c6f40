package dev.fidelio.evaluator;

import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.EvaluationRequested;
import dev.fidelio.contracts.ModelEvaluatedBuilder;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.formats.ByteArray;
import dev.fidelio.formats.Npy;
import dev.fidelio.stages.Attempt;
import dev.fidelio.stages.DamagedArtifactException;
import dev.fidelio.stages.PermanentFailureException;
import dev.fidelio.stages.StageWork;
import dev.fidelio.stages.Stages;
import java.util.List;

/** Scores one evaluation set against the test images of its data set. */
final class EvaluationWork implements StageWork<EvaluationRequested> {
  private final Datasets datasets;
  private final Extractors extractors;
  private final ReferenceStore referenceStore;

  EvaluationWork(Datasets datasets, Extractors extractors, ReferenceStore referenceStore) {
    this.datasets = datasets;
    this.extractors = extractors;
    this.referenceStore = referenceStore;
  }

  @Override
  public String stage(EvaluationRequested request) {
    return Stages.evaluation(request.evaluation());
  }

  @Override
  public Payload failure(EvaluationRequested request, int attempt, String reason) {
    return EvaluationFailed.of(
        request.experiment().experimentId(), stage(request), attempt, request.evaluation(), reason);
  }

  @Override
  public String needs(EvaluationRequested request) {
    return "extractor " + request.experiment().evaluation().extractor();
  }

  @Override
  public List<Payload> work(EvaluationRequested request, Attempt attempt) {
    Evaluation evaluation = request.experiment().evaluation();
    String digest = request.datasetDigest();
    Scorecard scorecard;
    try {
      Scorer scorer =
          new Scorer(
              extractors.named(evaluation.extractor(), attempt.stop()::check),
              extractors.classifierOf(digest),
              referenceStore);
      scorecard =
          scorer.score(
              samples(request, attempt),
              digest,
              () -> datasets.load(digest),
              evaluation.allow(),
              attempt.stop()::check);
    } catch (UnreadableException | DamagedArtifactException | IllegalArgumentException e) {
      throw new PermanentFailureException("the samples cannot be scored: " + e.getMessage(), e);
    }
    Artifact picture =
        attempt.write(
            ExperimentFolder.score(request.evaluation(), "scorecard.png"),
            ScorecardPicture.png(request.evaluation(), scorecard));
    return List.of(
        ModelEvaluatedBuilder.builder()
            .experimentId(request.experiment().experimentId())
            .attempt(attempt.number())
            .evaluation(request.evaluation())
            .scores(scorecard.scores())
            .confusion(scorecard.confusion())
            .warnings(scorecard.warnings())
            .artifacts(List.of(picture))
            .build());
  }

  private ImageSet samples(EvaluationRequested request, Attempt attempt) {
    ByteArray images = read(request.images(), attempt, 3);
    ByteArray labels = read(request.labels(), attempt, 1);
    int height = images.shape()[1];
    int width = images.shape()[2];
    datasets
        .find(request.datasetDigest())
        .filter(dataset -> dataset.height() != height || dataset.width() != width)
        .ifPresent(
            dataset -> {
              throw new IllegalArgumentException(
                  "the samples have %d x %d pixels and the data set's images %d x %d"
                      .formatted(height, width, dataset.height(), dataset.width()));
            });
    return new ImageSet(new GreyImages(height, width, images.elements()), labels.elements());
  }

  private static ByteArray read(Artifact artifact, Attempt attempt, int dimensions) {
    return Npy.read(artifact.name(), attempt.read(artifact), dimensions);
  }
}
