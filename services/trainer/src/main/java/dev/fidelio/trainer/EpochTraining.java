package dev.fidelio.trainer;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.TrainingProgressed;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.Loss;
import dev.fidelio.cvae.Progress;
import dev.fidelio.cvae.Training;
import dev.fidelio.messaging.WorkStoppedException;
import dev.fidelio.stages.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One epoch after the other, each with its metric points and its checkpoint. */
final class EpochTraining implements AutoCloseable {

  private static final Duration BETWEEN_SIGNALS = Duration.ofSeconds(1);

  private final Training training;
  private final Experiment experiment;
  private final Attempt attempt;
  private final Clock clock;
  private Instant nextSignal;

  EpochTraining(
      Compute compute, Checkpoint start, Experiment experiment, Attempt attempt, Clock clock) {
    this.training = new Training(compute, start);
    this.experiment = experiment;
    this.attempt = attempt;
    this.clock = clock;
    this.nextSignal = clock.instant();
  }

  /**
   * Trains the next epoch and writes its checkpoint beside the claim.
   *
   * @param previousCheckpoint digest of the checkpoint before; null for none
   * @throws WorkStoppedException if the work shall stop
   */
  EpochCompleted next(LabelledImages train, LabelledImages test, String previousCheckpoint) {
    Progress trained =
        training.trainEpoch(train, this::signal).orElseThrow(WorkStoppedException::new);
    Loss tested = training.evaluate(test);
    Checkpoint checkpoint = training.checkpoint();
    Artifact artifact =
        attempt.write(Chain.name(trained.epoch()) + ".safetensors", checkpoint.toBytes());
    return new EpochCompleted(
        experiment.experimentId(),
        attempt.number(),
        trained.epoch(),
        experiment.hyperparameters().epochs(),
        artifact,
        previousCheckpoint,
        points(checkpoint.step(), trained, tested));
  }

  @Override
  public void close() {
    training.close();
  }

  private List<MetricPoint> points(long step, Progress trained, Loss tested) {
    Instant now = clock.instant();
    List<MetricPoint> points = new ArrayList<>();
    points.add(new MetricPoint("train_loss", step, trained.loss().total(), now));
    points.add(new MetricPoint("train_bce", step, trained.loss().bce(), now));
    points.add(new MetricPoint("train_kl", step, trained.loss().kl(), now));
    points.add(new MetricPoint("test_loss", step, tested.total(), now));
    points.add(new MetricPoint("test_bce", step, tested.bce(), now));
    points.add(new MetricPoint("test_kl", step, tested.kl(), now));
    points.add(new MetricPoint("images_per_second", step, trained.imagesPerSecond(), now));
    return points;
  }

  private boolean signal(Supplier<Progress> soFar) {
    Instant now = clock.instant();
    if (!now.isBefore(nextSignal)) {
      nextSignal = now.plus(BETWEEN_SIGNALS);
      Progress progress = soFar.get();
      attempt.signal(
          new TrainingProgressed(
              experiment.experimentId(),
              attempt.number(),
              progress.epoch(),
              experiment.hyperparameters().epochs(),
              progress.step(),
              progress.steps(),
              progress.loss().total(),
              progress.imagesPerSecond()));
    }
    return !attempt.stop().isStopped();
  }
}
