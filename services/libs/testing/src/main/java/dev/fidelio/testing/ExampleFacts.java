package dev.fidelio.testing;

import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelEvaluatedBuilder;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.ModelTrainedBuilder;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.SamplesGenerated;
import dev.fidelio.contracts.SamplesGeneratedBuilder;
import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.TrainingProgressed;
import dev.fidelio.contracts.TrainingProgressedBuilder;
import dev.fidelio.contracts.TrainingStarted;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is said of an example. */
record ExampleFacts(ExampleExperiment example) {

  private static final int STEPS = 1875;

  ExperimentAccepted accepted() {
    Coordinates source = new Coordinates("experiment-requested", 3, 17, example.start());
    return new ExperimentAccepted(example.experiment(), example.knownDataset(), source);
  }

  RunTracked tracked() {
    String run = "run-" + example.id();
    return new RunTracked(example.id(), run, "http://mlflow/#/runs/" + run);
  }

  TrainingStarted started(int attempt) {
    return new TrainingStarted(example.id(), attempt, 0, Map.of("device", "cpu"));
  }

  EpochCompleted epoch(int epoch, double testLoss) {
    Instant at = example.start().plusSeconds(3 + epoch);
    long step = (long) epoch * STEPS;
    return EpochCompletedBuilder.builder()
        .experimentId(example.id())
        .attempt(1)
        .epoch(epoch)
        .epochs(example.experiment().hyperparameters().epochs())
        .checkpoint(example.checkpoint(epoch))
        .previousCheckpoint(epoch == 1 ? null : example.checkpoint(epoch - 1).digest())
        .metrics(
            List.of(
                new MetricPoint("train_loss", step, testLoss - 1, at),
                new MetricPoint("test_loss", step, testLoss, at),
                new MetricPoint("images_per_second", step, 5000.5, at)))
        .build();
  }

  TrainingProgressed progressed(int step) {
    return TrainingProgressedBuilder.builder()
        .experimentId(example.id())
        .attempt(1)
        .epoch(1)
        .epochs(2)
        .step(step)
        .steps(STEPS)
        .loss(131)
        .imagesPerSecond(4800)
        .build();
  }

  ModelTrained trained() {
    return ModelTrainedBuilder.builder()
        .experimentId(example.id())
        .attempt(1)
        .model(example.model())
        .datasetDigest(ExampleRequest.DATASET)
        .checkpoint(example.checkpoint(2))
        .artifacts(List.of(example.file(ExampleFiles.PLOT)))
        .build();
  }

  SamplesGenerated sampled() {
    return SamplesGeneratedBuilder.builder()
        .experimentId(example.id())
        .attempt(1)
        .evaluation("default")
        .samples(10_000)
        .seed(example.experiment().hyperparameters().seed())
        .artifacts(ExampleFiles.SAMPLES.stream().map(example::file).toList())
        .build();
  }

  ModelEvaluated evaluated(String evaluation, Score score) {
    return new ModelEvaluated(example.id(), 1, evaluation, List.of(score));
  }

  ModelEvaluated evaluated(String evaluation, List<Score> scores) {
    String picture = ExperimentFolder.score(evaluation, ExampleFiles.SCORECARD);
    return ModelEvaluatedBuilder.builder()
        .experimentId(example.id())
        .attempt(1)
        .evaluation(evaluation)
        .scores(scores)
        .confusion(List.of(List.of(980, 0), List.of(3, 1132)))
        .warnings(List.of("2 of 10000 samples are copies of others"))
        .artifacts(List.of(example.file(picture)))
        .build();
  }

  EvaluationFailed evaluationFailed(String evaluation) {
    String stage = "sampling/" + evaluation;
    return new EvaluationFailed(example.id(), stage, 1, evaluation, "no such model");
  }

  ExperimentFailed failed(String reason) {
    return new ExperimentFailed(example.id(), "training", 5, reason);
  }

  ExperimentCancelled cancelled(String reason) {
    return new ExperimentCancelled(example.id(), "sampling/default", reason);
  }
}
