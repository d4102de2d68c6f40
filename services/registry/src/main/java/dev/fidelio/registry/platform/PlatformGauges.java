package dev.fidelio.registry.platform;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.TrainingProgressed;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.PeriodicTask;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.registry.experiments.live.LiveProgress;
import dev.fidelio.registry.offsets.WorkBacklogs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Refreshes the gauges of backlog, experiments and trainings. */
@Singleton
public class PlatformGauges extends PeriodicTask {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final WorkBacklogs workBacklogs;
  private final StateCounts states;
  private final LiveProgress liveProgress;
  private final MultiGauge backlog;
  private final MultiGauge experiments;
  private final MultiGauge loss;
  private final MultiGauge speed;
  private final AtomicLong oldestSeconds = new AtomicLong();
  private final Clock clock;

  PlatformGauges(
      KafkaSettings kafka,
      StateCounts states,
      LiveProgress liveProgress,
      Clock clock,
      MeterRegistry meters) {
    super("gauges", PAUSE);
    this.clock = clock;
    this.workBacklogs = new WorkBacklogs(kafka);
    this.states = states;
    this.liveProgress = liveProgress;
    this.backlog =
        MultiGauge.builder("fidelio.backlog")
            .description("Unfinished records of a work topic")
            .register(meters);
    this.experiments =
        MultiGauge.builder("fidelio.experiments")
            .description("Experiments in a state")
            .register(meters);
    Gauge.builder("fidelio.experiments.oldest", oldestSeconds, AtomicLong::get)
        .baseUnit("seconds")
        .description("Age of the oldest unfinished experiment")
        .register(meters);
    this.loss =
        MultiGauge.builder("fidelio.training.loss")
            .description("Mean loss per image in the epoch under way")
            .register(meters);
    this.speed =
        MultiGauge.builder("fidelio.training.images.per.second")
            .description("Images that a training reads in a second")
            .register(meters);
  }

  @PreDestroy
  void closeBacklogs() {
    workBacklogs.close();
  }

  @Override
  protected void runOnce(StopSignal stop)
      throws ExecutionException, InterruptedException, SQLException {
    oldestSeconds.set(
        states
            .oldestUnfinished()
            .map(since -> Duration.between(since, clock.instant()).toSeconds())
            .orElse(0L));
    show(workBacklogs.read(), states.read(), liveProgress.all());
  }

  private void show(
      Map<Topic, Long> workBacklogs,
      Map<ExperimentState, Long> counts,
      List<TrainingProgressed> trainings) {
    backlog.register(rows(workBacklogs, "topic", Topic::plainName), true);
    experiments.register(rows(counts, "state", Enum::name), true);
    loss.register(rows(trainings, TrainingProgressed::loss), true);
    speed.register(rows(trainings, TrainingProgressed::imagesPerSecond), true);
  }

  private static <K> List<MultiGauge.Row<?>> rows(
      Map<K, Long> values, String tag, Function<K, String> name) {
    return values.entrySet().stream()
        .<MultiGauge.Row<?>>map(
            entry -> MultiGauge.Row.of(Tags.of(tag, name.apply(entry.getKey())), entry.getValue()))
        .toList();
  }

  private static List<MultiGauge.Row<?>> rows(
      List<TrainingProgressed> trainings, ToDoubleFunction<TrainingProgressed> value) {
    return trainings.stream()
        .<MultiGauge.Row<?>>map(
            training ->
                MultiGauge.Row.of(
                    Tags.of("experiment", training.experimentId()), value.applyAsDouble(training)))
        .toList();
  }
}
