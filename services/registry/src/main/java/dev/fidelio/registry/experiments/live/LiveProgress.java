package dev.fidelio.registry.experiments.live;

import dev.fidelio.contracts.TrainingProgressed;
import dev.fidelio.messaging.ReceivedEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The latest progress signal of each running training. */
@Singleton
public class LiveProgress implements Consumer<ReceivedEvent> {

  /**
   * Trainers send a signal about once a second; without one for this long, a training is not
   * running.
   */
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final Map<String, TimedProgress> latest = new ConcurrentHashMap<>();
  private final List<Consumer<ReceivedEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Clock clock;

  private record TimedProgress(TrainingProgressed progress, Instant receivedAt) {}

  LiveProgress(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void accept(ReceivedEvent receivedEvent) {
    if (receivedEvent.payload() instanceof TrainingProgressed progress) {
      Instant now = clock.instant();
      latest.values().removeIf(each -> !isFresh(each, now));
      latest.put(progress.experimentId(), new TimedProgress(progress, now));
      listeners.forEach(listener -> listener.accept(receivedEvent));
    }
  }

  /** The progress of the experiment's training; empty if there is no recent signal. */
  public Optional<TrainingProgressed> of(String experimentId) {
    Instant now = clock.instant();
    return Optional.ofNullable(latest.get(experimentId))
        .filter(each -> isFresh(each, now))
        .map(TimedProgress::progress);
  }

  /** The progress of every running training. */
  public List<TrainingProgressed> all() {
    Instant now = clock.instant();
    return latest.values().stream()
        .filter(each -> isFresh(each, now))
        .map(TimedProgress::progress)
        .toList();
  }

  /** Adds a listener for progress signals. */
  void listen(Consumer<ReceivedEvent> listener) {
    listeners.add(listener);
  }

  private static boolean isFresh(TimedProgress latest, Instant now) {
    return latest.receivedAt().plus(FRESH).isAfter(now);
  }
}
