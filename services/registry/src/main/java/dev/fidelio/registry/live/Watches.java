package dev.fidelio.registry.live;

import dev.fidelio.contracts.Json;
import dev.fidelio.messaging.Heard;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.Rounds;
import dev.fidelio.registry.live.Watch.Signal;
import dev.fidelio.registry.live.Watch.Stored;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps every open stream up to date, all of them with one question to the database. Whichever
 * instance has projected an event, the streams of all instances have it a moment later.
 */
@Singleton
public class Watches implements Loop {

  private static final Duration PAUSE = Duration.ofMillis(400);

  private final WatchedEvents events;
  private final Clock clock;
  private final List<Watch> open = new CopyOnWriteArrayList<>();
  private final Map<String, Signal> signals = new ConcurrentHashMap<>();
  private final Rounds rounds = new Rounds(name(), PAUSE, stop -> look());

  Watches(WatchedEvents events, Progress progress, Clock clock) {
    this.events = events;
    this.clock = clock;
    progress.listen(this::hear);
  }

  /**
   * Watches an experiment until its end, or until nobody is there any more.
   *
   * @param after the number of the last event that the watcher has; 0 for none
   */
  public void watch(String experimentId, long after, Watcher watcher) {
    open.add(new Watch(experimentId, after, watcher, clock.instant()));
  }

  @Override
  public String name() {
    return "watches";
  }

  @Override
  public void start() {
    rounds.start();
  }

  /** Streams that stand still keep nobody from anything else. */
  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void close() {
    open.forEach(Watch::close);
    rounds.close();
  }

  private void hear(Heard signal) {
    String json = new String(Json.bytes(signal.message().data()), StandardCharsets.UTF_8);
    String experimentId = signal.payload().key();
    if (open.stream().anyMatch(watch -> watch.experimentId().equals(experimentId))) {
      signals.put(experimentId, new Signal(signal.payload().type(), json));
    }
  }

  private void look() throws SQLException {
    open.removeIf(watch -> !watch.isOpen());
    if (!open.isEmpty()) {
      send(List.copyOf(open));
    }
  }

  private void send(List<Watch> watches) throws SQLException {
    // What is final now was final before the events were read, so that none is left behind.
    Set<String> ended = events.ended(watches);
    Map<Watch, List<Stored>> news = events.since(watches);
    Instant now = clock.instant();
    for (Watch watch : watches) {
      String id = watch.experimentId();
      watch.send(news.getOrDefault(watch, List.of()), signals.get(id), ended.contains(id), now);
    }
    signals.keySet().retainAll(watches.stream().map(Watch::experimentId).toList());
  }
}
