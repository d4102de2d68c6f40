package dev.fidelio.registry.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrainedBuilder;
import dev.fidelio.contracts.SamplesGeneratedBuilder;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.testing.ExampleRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentProjectorTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final String DIGEST = "d".repeat(64);
  private static final Artifact CHECKPOINT =
      new Artifact("checkpoints/epoch-0001.safetensors", DIGEST, 1);
  private static final ExperimentFact STARTED = new TrainingStarted("e", 2, 0, Map.of());
  private static final ExperimentFact TRAINED =
      ModelTrainedBuilder.builder()
          .experimentId("e")
          .attempt(1)
          .model("m")
          .datasetDigest(DIGEST)
          .checkpoint(CHECKPOINT)
          .artifacts(List.of())
          .build();
  private static final ExperimentFact SAMPLED = sampled("default", 1);
  private static final ExperimentFact EVALUATED = new ModelEvaluated("e", 1, "default", List.of());
  private static final ExperimentFact CANCELLED = new ExperimentCancelled("e", "training", "why");
  private static final ExperimentFact FAILED = new ExperimentFailed("e", "training", 3, "why");

  @Test
  void everyFactRaisesTheState() {
    StoredExperiment experiment = ExperimentProjector.first(STARTED, NOON);
    assertThat(experiment.state).isEqualTo(ExperimentState.TRAINING);

    ExperimentProjector.apply(experiment, TRAINED, NOON);
    assertThat(experiment.state).isEqualTo(ExperimentState.SAMPLING);
    ExperimentProjector.apply(experiment, SAMPLED, NOON);
    assertThat(experiment.state).isEqualTo(ExperimentState.EVALUATING);
    ExperimentProjector.apply(experiment, EVALUATED, NOON);
    assertThat(experiment.state).isEqualTo(ExperimentState.COMPLETED);
  }

  @Test
  void onlyTheFirstEvaluationMovesTheState() {
    StoredExperiment experiment = ExperimentProjector.first(TRAINED, NOON);

    ExperimentProjector.apply(experiment, sampled("again", 4), NOON);
    ExperimentProjector.apply(experiment, new ModelEvaluated("e", 4, "again", List.of()), NOON);

    assertThat(experiment.state).isEqualTo(ExperimentState.SAMPLING);
    assertThat(experiment.attempt).isEqualTo(1);
    ExperimentProjector.apply(experiment, FAILED, NOON);
    assertThat(experiment.state).isEqualTo(ExperimentState.FAILED);
    assertThat(experiment.failure.stage()).isEqualTo("training");
  }

  @Test
  void noFactLowersTheState() {
    StoredExperiment experiment = ExperimentProjector.first(SAMPLED, NOON);

    ExperimentProjector.apply(experiment, STARTED, NOON);
    ExperimentProjector.apply(experiment, epoch(1, 130), NOON);

    assertThat(experiment.state).isEqualTo(ExperimentState.EVALUATING);
  }

  @Test
  void finalStatesAreFinal() {
    StoredExperiment failed = ExperimentProjector.first(FAILED, NOON);
    StoredExperiment completed = ExperimentProjector.first(EVALUATED, NOON);

    ExperimentProjector.apply(failed, EVALUATED, NOON);
    ExperimentProjector.apply(completed, FAILED, NOON);

    assertThat(failed.state).isEqualTo(ExperimentState.FAILED);
    assertThat(completed.state).isEqualTo(ExperimentState.COMPLETED);
    assertThat(completed.failure).isNull();
  }

  @Test
  void aCancellationAfterTheEndIsVoid() {
    StoredExperiment completed = ExperimentProjector.first(EVALUATED, NOON);
    StoredExperiment failed = ExperimentProjector.first(FAILED, NOON);

    ExperimentProjector.apply(completed, CANCELLED, NOON);
    ExperimentProjector.apply(failed, CANCELLED, NOON);

    assertThat(completed.state).isEqualTo(ExperimentState.COMPLETED);
    assertThat(completed.cancellation).isNull();
    assertThat(failed.state).isEqualTo(ExperimentState.FAILED);
    assertThat(failed.cancellation).isNull();
  }

  @Test
  void aCancellationMayComeBeforeTheRequest() {
    StoredExperiment experiment = ExperimentProjector.first(CANCELLED, NOON);

    ExperimentProjector.apply(experiment, accepted("other"), NOON.plusSeconds(1));

    assertThat(experiment.state).isEqualTo(ExperimentState.CANCELLED);
    assertThat(experiment.cancellation)
        .isEqualTo(new StoredExperiment.Cancellation("training", "why"));
    assertThat(experiment.model).isEqualTo("m");
    assertThat(experiment.resumeFrom).isEqualTo("other");
  }

  @Test
  void theHighestAttemptAndTheLatestTimeCount() {
    StoredExperiment experiment = ExperimentProjector.first(STARTED, NOON);

    ExperimentProjector.apply(experiment, TRAINED, NOON.minusSeconds(1));

    assertThat(experiment.attempt).isEqualTo(2);
    assertThat(experiment.updatedAt).isEqualTo(NOON);
  }

  @Test
  void theLossesAreThoseOfTheLastEpoch() {
    StoredExperiment experiment = ExperimentProjector.first(epoch(2, 120), NOON);

    ExperimentProjector.apply(experiment, epoch(1, 130), NOON);

    assertThat(experiment.epoch).isEqualTo(2);
    assertThat(experiment.losses).isEqualTo(Map.of("test_loss", 120.0));
  }

  private static ExperimentFact sampled(String evaluation, int attempt) {
    return SamplesGeneratedBuilder.builder()
        .experimentId("e")
        .attempt(attempt)
        .evaluation(evaluation)
        .samples(10)
        .seed(1)
        .artifacts(List.of())
        .build();
  }

  private static ExperimentFact accepted(String resumeFrom) {
    Experiment experiment =
        ExperimentBuilder.builder(ExampleRequest.of("e", "m")).resumeFrom(resumeFrom).build();
    return new ExperimentAccepted(
        experiment, null, new Coordinates("experiment-requested", 0, 17, NOON));
  }

  private static ExperimentFact epoch(int epoch, double loss) {
    List<MetricPoint> points =
        List.of(
            new MetricPoint("test_loss", epoch * 10L, loss, NOON),
            new MetricPoint("test_loss", epoch * 10L - 5, loss + 3, NOON));
    return EpochCompletedBuilder.builder()
        .experimentId("e")
        .attempt(1)
        .epoch(epoch)
        .epochs(2)
        .checkpoint(CHECKPOINT)
        .previousCheckpoint(null)
        .metrics(points)
        .build();
  }
}
