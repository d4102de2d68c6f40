package dev.fidelio.registry.experiments.stalled;

import dev.fidelio.contracts.Request;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.PeriodicTask;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.registry.experiments.stalled.UnansweredMessages.SentMessage;
import dev.fidelio.registry.history.HistoryLag;
import dev.fidelio.registry.offsets.QueuedRequests;
import dev.fidelio.registry.offsets.WorkBacklogs;
import dev.fidelio.registry.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the first request of a stalled experiment again: one without recent facts and without a
 * queued request. Finished stages only announce their outcome, so the experiment continues with the
 * stage that was lost. A message of the outbox that no fact has answered is published again too.
 */
@Singleton
public class Watchdog extends PeriodicTask {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int ROUNDS = 4;

  /** Experiments or messages that are held in memory at a time. */
  private static final int PAGE = 100;

  /** Rows of a kind that one look deletes at most. */
  private static final int PRUNED = 1000;

  private final WorkBacklogs workBacklogs;
  private final QueuedRequests queuedRequests;
  private final WatchdogLock watchdogLock;
  private final StalledExperiments stalledExperiments;
  private final UnansweredMessages unansweredMessages;
  private final HistoryLag history;
  private final Outbox outbox;
  private final Clock clock;
  private final Duration stalledAfter;
  private final Duration pause;
  private final Counter republished;

  Watchdog(
      KafkaSettings kafka,
      @ConfigProperty(name = "fidelio.registry.stalled-after") Duration stalledAfter,
      WatchdogLock watchdogLock,
      StalledExperiments stalledExperiments,
      UnansweredMessages unansweredMessages,
      HistoryLag history,
      Outbox outbox,
      Clock clock,
      MeterRegistry meters) {
    super("watchdog", pauseOf(stalledAfter));
    this.workBacklogs = new WorkBacklogs(kafka);
    this.queuedRequests = new QueuedRequests(kafka, workBacklogs);
    this.watchdogLock = watchdogLock;
    this.stalledExperiments = stalledExperiments;
    this.unansweredMessages = unansweredMessages;
    this.history = history;
    this.outbox = outbox;
    this.clock = clock;
    this.stalledAfter = stalledAfter;
    this.pause = pauseOf(stalledAfter);
    this.republished =
        Counter.builder("fidelio.experiments.republished")
            .description(
                "Requests and facts that were published again because nothing had answered them")
            .register(meters);
  }

  private static Duration pauseOf(Duration stalledAfter) {
    Duration part = stalledAfter.dividedBy(ROUNDS);
    return part.compareTo(LONGEST_PAUSE) < 0 ? part : LONGEST_PAUSE;
  }

  @PreDestroy
  void closeBacklogs() {
    workBacklogs.close();
  }

  @Override
  protected void runOnce(StopSignal stop) throws Exception {
    watchdogLock.ifFree(() -> look(stop));
  }

  private void look(StopSignal stop) throws ExecutionException, InterruptedException, SQLException {
    // While the history lags or is being rebuilt, missing facts do not mean that an experiment
    // stalled.
    Map<TopicPartition, Long> ends = history.ends();
    stop.await(pause);
    Instant now = clock.instant();
    // Requests in the outbox are queued as well, though on no topic yet.
    if (stop.isStopped() || !history.hasReached(ends) || outbox.isWaiting()) {
      return;
    }
    unansweredMessages.settle();
    unansweredMessages.prune(StalledExperiments.states(true), PRUNED);
    Instant before = now.minus(stalledAfter);
    List<String> stalled = stalledExperiments.page("", before, PAGE);
    List<SentMessage> unanswered = unansweredMessages.page(0, now, stalledAfter, PAGE);
    if (stalled.isEmpty() && unanswered.isEmpty()) {
      return;
    }
    Set<String> queued = queuedRequests.experiments();
    while (!stalled.isEmpty() && !stop.isStopped()) {
      String last = stalled.get(stalled.size() - 1);
      stalled.removeAll(queued);
      publishAgain(stalledExperiments.requests(stalled), now, before);
      stalled = stalledExperiments.page(last, before, PAGE);
    }
    while (!unanswered.isEmpty() && !stop.isStopped()) {
      long last = unanswered.get(unanswered.size() - 1).number();
      unanswered.removeIf(message -> queued.contains(message.subject()));
      sendAgain(unanswered);
      unanswered = unansweredMessages.page(last, now, stalledAfter, PAGE);
    }
  }

  /** What the broker has lost is sent as it was, under its old id. */
  private void sendAgain(List<SentMessage> messages) throws SQLException {
    int sent = unansweredMessages.sendAgain(messages);
    if (sent > 0) {
      republished.increment(sent);
      LOG.warn(
          "{} messages had no answer for {}: publishing again {}", sent, stalledAfter, messages);
    }
  }

  private void publishAgain(Map<String, Request> stalled, Instant now, Instant before) {
    Set<String> claimed =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Set<String> claimable = stalledExperiments.take(stalled.keySet(), now, before);
                  claimable.forEach(id -> outbox.add(stalled.get(id), now));
                  return claimable;
                });
    for (String id : claimed) {
      republished.increment();
      LOG.warn(
          "{} stalled for {} without a queued request: publishing {} again",
          id,
          stalledAfter,
          stalled.get(id).type());
    }
  }
}
