package dev.fidelio.tracker.reconciliation;

import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.FactName;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.Failures;
import dev.fidelio.messaging.FatalErrors;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.tracker.mirror.MlflowProjector;
import dev.fidelio.tracker.models.AliasDecision;
import dev.fidelio.tracker.models.AliasDecisions;
import dev.fidelio.tracker.reconciliation.Reconciliation.Remainder;
import dev.fidelio.tracker.reconciliation.Reconciliation.Repair;
import dev.fidelio.tracker.reconciliation.Reconciliation.State;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares MLflow with the whole log and repairs it in place: adds what is missing, reverts what
 * was changed in MLflow, and copies artifacts again whose digests differ. What users have added is
 * kept.
 */
@Singleton
class Reconciler {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final KafkaSettings kafka;
  private final MlflowProjector projector;
  private final StopSignal stop = new StopSignal();
  private volatile Reconciliation latest = Reconciliation.empty(State.IDLE);

  Reconciler(KafkaSettings kafka, MlflowProjector projector) {
    this.kafka = kafka;
    this.projector = projector;
  }

  /** Starts a comparison unless one is running. */
  synchronized Reconciliation start() {
    if (latest.state() != State.RUNNING) {
      latest = Reconciliation.empty(State.RUNNING);
      Thread thread = new Thread(new Round()::run, "reconcile");
      thread.setUncaughtExceptionHandler(new FatalErrors());
      thread.start();
    }
    return latest;
  }

  Reconciliation latest() {
    return latest;
  }

  void stop(@Observes ShutdownEvent event) {
    stop.stop();
  }

  /** One comparison. */
  private final class Round {

    private final List<Repair> mended = new ArrayList<>();
    private final Set<Remainder> left = new LinkedHashSet<>();
    private final Map<String, ReachedState> arrivals = new LinkedHashMap<>();
    private final Map<String, Set<FactName>> names = new HashMap<>();
    private final AliasDecisions aliasDecisions = new AliasDecisions();
    private long read;
    private long of;

    void run() {
      try (TopicSnapshot experiments = open(Topic.EXPERIMENT_EVENT);
          TopicSnapshot models = open(Topic.MODEL_EVENT)) {
        of = experiments.size() + models.size();
        compare(experiments);
        compare(models);
        aliasDecisions.all().forEach(this::hold);
        arrivals.forEach(this::settle);
        report(State.DONE, null);
      } catch (RuntimeException e) {
        LOG.error("the comparison failed", e);
        report(State.FAILED, e.toString());
      }
    }

    private TopicSnapshot open(Topic topic) {
      return new TopicSnapshot(kafka, topic.name(kafka.prefix()));
    }

    private void compare(TopicSnapshot log) {
      long before = read;
      while (!log.isRead()) {
        stop.check();
        List<ReceivedEvent> facts = new ArrayList<>();
        for (ReceivedEvent fact : log.next()) {
          if (!isFirst(fact.payload())) {
            continue;
          }
          aliasDecisions.hear(fact.payload());
          // Only the last decision about an alias counts.
          if (AliasDecision.of(fact.payload()).isEmpty()) {
            facts.add(fact);
          }
          ReachedState.after(fact, arrivals);
        }
        mirror(facts);
        read = before + log.read();
        report(State.RUNNING, null);
      }
    }

    /** Whether no fact before it on the log has its name, which is also false for repetitions. */
    private boolean isFirst(Payload payload) {
      return !(payload instanceof ExperimentFact fact)
          || fact.factName()
              .map(
                  name ->
                      names.computeIfAbsent(fact.experimentId(), id -> new HashSet<>()).add(name))
              .orElse(true);
    }

    private void mirror(List<ReceivedEvent> facts) {
      projector
          .mirror(facts, this::changed, true)
          .forEach(
              (fact, why) -> left.add(new Remainder(fact.payload().key(), Failures.text(why))));
    }

    private void hold(AliasDecision aliasDecision) {
      stop.check();
      projector
          .hold(aliasDecision, aliasDecisions.version(aliasDecision), this::changed)
          .refusal()
          .ifPresent(why -> left.add(new Remainder(aliasDecision.model(), why)));
    }

    private void settle(String experimentId, ReachedState reachedState) {
      stop.check();
      projector
          .settle(experimentId, reachedState.state(), reachedState.time(), this::changed)
          .ifPresent(why -> left.add(new Remainder(experimentId, why)));
    }

    private void changed(String subject, String what, String name, String was, String now) {
      mended.add(new Repair(subject, what, name, was, now));
    }

    private void report(State state, String failure) {
      latest =
          ReconciliationBuilder.builder()
              .state(state)
              .read(read)
              .of(of)
              .mended(mended)
              .left(List.copyOf(left))
              .failure(failure)
              .build();
    }
  }
}
