package dev.fidelio.registry.experiments.live;

import dev.fidelio.contracts.Json;
import dev.fidelio.messaging.PeriodicTask;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.registry.experiments.live.EventStream.Signal;
import dev.fidelio.registry.experiments.live.EventStream.StoredSignal;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Feeds all open streams with one query. An event that any instance has projected reaches the
 * streams of all instances.
 */
@Singleton
public class EventStreams extends PeriodicTask {

  private static final Duration PAUSE = Duration.ofMillis(400);

  private final UnsentEvents events;
  private final Clock clock;
  private final List<EventStream> open = new CopyOnWriteArrayList<>();
  private final Map<String, Signal> signals = new ConcurrentHashMap<>();

  EventStreams(UnsentEvents events, LiveProgress liveProgress, Clock clock) {
    super("event-streams", PAUSE);
    this.events = events;
    this.clock = clock;
    liveProgress.listen(this::keep);
  }

  /**
   * Streams an experiment's events until it ends or the subscriber disconnects.
   *
   * @param after the number of the last event that the subscriber has received; 0 for none
   */
  public void watch(String experimentId, long after, EventSubscriber eventSubscriber) {
    open.add(new EventStream(experimentId, after, eventSubscriber, clock.instant()));
  }

  @Override
  public void close() {
    open.forEach(EventStream::close);
    super.close();
  }

  private void keep(ReceivedEvent signal) {
    String json = new String(Json.bytes(signal.message().data()), StandardCharsets.UTF_8);
    String experimentId = signal.payload().key();
    if (open.stream().anyMatch(eventStream -> eventStream.experimentId().equals(experimentId))) {
      signals.put(experimentId, new Signal(signal.payload().type(), json));
    }
  }

  @Override
  protected void runOnce(StopSignal stop) throws SQLException {
    open.removeIf(eventStream -> !eventStream.isOpen());
    if (!open.isEmpty()) {
      send(List.copyOf(open));
    }
  }

  private void send(List<EventStream> watches) throws SQLException {
    // Final states are read before the events, so that no event of a final experiment is missed.
    Set<String> ended = events.ended(watches);
    Map<EventStream, List<StoredSignal>> news = events.since(watches);
    Instant now = clock.instant();
    for (EventStream eventStream : watches) {
      String id = eventStream.experimentId();
      eventStream.send(
          news.getOrDefault(eventStream, List.of()), signals.get(id), ended.contains(id), now);
    }
    signals.keySet().retainAll(watches.stream().map(EventStream::experimentId).toList());
  }
}
