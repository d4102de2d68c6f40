package dev.fidelio.trainer;

import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.TrainingProgressedBuilder;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.Loss;
import dev.fidelio.cvae.StepProgress;
import dev.fidelio.cvae.Training;
import dev.fidelio.messaging.WorkStoppedException;
import dev.fidelio.stages.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One epoch after the other, each with its metric points and its checkpoint. */
final class EpochTrainer implements AutoCloseable {

  private static final Duration BETWEEN_SIGNALS = Duration.ofSeconds(1);

  private final Training training;
  private final Experiment experiment;
  private final Attempt attempt;
  private final Duration betweenStates;
  private final Clock clock;
  private Instant nextSignal;
  private Instant nextState;
  private long measuredStep;
  private final SystemUsage usage;
  private final UsagePoints usagePoints;

  EpochTrainer(
      Compute compute,
      Map<String, String> environment,
      Checkpoint start,
      Experiment experiment,
      Attempt attempt,
      Duration betweenStates,
      Clock clock) {
    this.training = new Training(compute, start, environment);
    this.usage = new SystemUsage(compute);
    this.experiment = experiment;
    this.attempt = attempt;
    this.betweenStates = betweenStates;
    this.clock = clock;
    this.nextSignal = clock.instant();
    this.nextState = clock.instant().plus(betweenStates);
    this.usagePoints = new UsagePoints(clock.instant());
  }

  /**
   * A trained epoch.
   *
   * @param number which, from 1
   * @param metrics its points
   * @param checkpoint the state after it
   */
  record Epoch(int number, List<MetricPoint> metrics, Checkpoint checkpoint) {}

  /** Epochs that are done. */
  int done() {
    return training.epoch();
  }

  /**
   * Trains the next epoch, or what is left of it.
   *
   * @throws WorkStoppedException if the work is to stop; the state after the last step is kept
   */
  Epoch next(LabelledImages train, LabelledImages test) {
    StepProgress trained =
        training.trainEpoch(train, this::step).orElseThrow(WorkStoppedException::new);
    Loss tested = training.evaluate(test);
    Checkpoint checkpoint = training.checkpoint();
    measure(checkpoint.step(), clock.instant());
    return new Epoch(trained.epoch(), points(checkpoint.step(), trained, tested), checkpoint);
  }

  @Override
  public void close() {
    training.close();
  }

  private List<MetricPoint> points(long step, StepProgress trained, Loss tested) {
    Instant now = clock.instant();
    List<MetricPoint> points = new ArrayList<>();
    points.add(new MetricPoint("train_loss", step, trained.loss().total(), now));
    points.add(new MetricPoint("train_bce", step, trained.loss().bce(), now));
    points.add(new MetricPoint("train_kl", step, trained.loss().kl(), now));
    points.add(new MetricPoint("test_loss", step, tested.total(), now));
    points.add(new MetricPoint("test_bce", step, tested.bce(), now));
    points.add(new MetricPoint("test_kl", step, tested.kl(), now));
    points.add(new MetricPoint("images_per_second", step, trained.imagesPerSecond(), now));
    points.addAll(usagePoints.take());
    return points;
  }

  private boolean step(Supplier<StepProgress> soFar) {
    Instant now = clock.instant();
    if (!now.isBefore(nextSignal)) {
      nextSignal = now.plus(BETWEEN_SIGNALS);
      signal(soFar.get());
    }
    if (usagePoints.isDue(now)) {
      measure(training.step(), now);
    }
    boolean goOn = !attempt.stop().isStopped();
    if (!goOn || !now.isBefore(nextState)) {
      nextState = now.plus(betweenStates);
      CommittedEpochs.keep(training.checkpoint(), attempt);
    }
    return goOn;
  }

  /** Once a step, which an epoch's last may be due for twice. */
  private void measure(long step, Instant now) {
    if (step == measuredStep) {
      return;
    }
    measuredStep = step;
    usagePoints.add(step, now, usage.now());
  }

  private void signal(StepProgress stepProgress) {
    attempt.signal(
        TrainingProgressedBuilder.builder()
            .experimentId(experiment.experimentId())
            .attempt(attempt.number())
            .epoch(stepProgress.epoch())
            .epochs(experiment.hyperparameters().epochs())
            .step(stepProgress.step())
            .steps(stepProgress.steps())
            .loss(stepProgress.loss().total())
            .imagesPerSecond(stepProgress.imagesPerSecond())
            .build());
  }
}
