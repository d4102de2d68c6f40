package dev.fidelio.sampler;

import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.EvaluationRequested;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplesGeneratedBuilder;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.DamagedCheckpointException;
import dev.fidelio.cvae.Decoder;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.formats.Npy;
import dev.fidelio.stages.Attempt;
import dev.fidelio.stages.DamagedArtifactException;
import dev.fidelio.stages.PermanentFailureException;
import dev.fidelio.stages.StageWork;
import dev.fidelio.stages.Stages;
import java.util.List;

/** Draws an evaluation set and the picture grid from one trained model. */
final class SamplingWork implements StageWork<SamplingRequested> {

  private static final int GRID_COLUMNS = 10;

  private final Datasets datasets;
  private final Compute compute;

  SamplingWork(Datasets datasets, Compute compute) {
    this.datasets = datasets;
    this.compute = compute;
  }

  @Override
  public String stage(SamplingRequested request) {
    return Stages.sampling(request.evaluation());
  }

  @Override
  public Payload failure(SamplingRequested request, int attempt, String reason) {
    return EvaluationFailed.of(
        request.experiment().experimentId(), stage(request), attempt, request.evaluation(), reason);
  }

  @Override
  public List<Payload> work(SamplingRequested request, Attempt attempt) {
    DatasetIngested dataset = dataset(request.datasetDigest());
    Evaluation evaluation = request.experiment().evaluation();
    int samples = evaluation.samples();
    long seed =
        evaluation.seed() == null
            ? request.experiment().hyperparameters().seed()
            : evaluation.seed();
    int[] labels = Labels.inProportion(dataset.testLabelCounts(), samples);
    int[] gridLabels = Labels.rows(dataset.classes(), GRID_COLUMNS);
    byte[] images;
    byte[] gridImages;
    try (Decoder decoder = new Decoder(compute, checkpoint(request, attempt))) {
      images = decoder.images(labels, seed);
      attempt.stop().check();
      gridImages = decoder.images(gridLabels, seed);
    }
    int height = dataset.height();
    int width = dataset.width();
    String set = request.evaluation();
    Artifact imagesFile =
        attempt.write(
            ExperimentFolder.sample(set, "images.npy"), Npy.write(images, samples, height, width));
    Artifact labelsFile =
        attempt.write(
            ExperimentFolder.sample(set, "labels.npy"), Npy.write(Labels.bytes(labels), samples));
    Artifact grid =
        attempt.write(
            ExperimentFolder.sample(set, "grid.png"),
            SampleGrid.png(gridImages, height, width, GRID_COLUMNS));
    return List.of(
        SamplesGeneratedBuilder.builder()
            .experimentId(request.experiment().experimentId())
            .attempt(attempt.number())
            .evaluation(request.evaluation())
            .samples(samples)
            .seed(seed)
            .artifacts(List.of(imagesFile, labelsFile, grid))
            .build(),
        new EvaluationRequested(
            request.experiment(),
            request.datasetDigest(),
            request.evaluation(),
            imagesFile,
            labelsFile));
  }

  private DatasetIngested dataset(String digest) {
    return datasets
        .find(digest)
        .orElseThrow(() -> new PermanentFailureException("no data set with the digest " + digest));
  }

  private static Checkpoint checkpoint(SamplingRequested request, Attempt attempt) {
    try {
      return Checkpoint.read(attempt.read(request.checkpoint()));
    } catch (DamagedArtifactException | DamagedCheckpointException e) {
      throw new PermanentFailureException("the model cannot be read: " + e.getMessage(), e);
    }
  }
}
