package dev.fidelio.tracker;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.Heard;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.tracker.Reconciliation.Left;
import dev.fidelio.tracker.Reconciliation.Mended;
import dev.fidelio.tracker.Reconciliation.State;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Compares MLflow with the whole log and mends it in place: adds what is missing, puts back what
 * somebody has changed, copies artifacts whose bytes are not what they should be. What people have
 * added of their own stays.
 */
@Singleton
class Reconciling {

  private static final Logger LOG = Logger.getLogger(Reconciling.class);

  private final KafkaSettings kafka;
  private final MlflowProjector projector;
  private final StopSignal stop = new StopSignal();
  private volatile Reconciliation latest =
      new Reconciliation(State.IDLE, 0, 0, List.of(), List.of(), null);

  Reconciling(KafkaSettings kafka, MlflowProjector projector) {
    this.kafka = kafka;
    this.projector = projector;
  }

  /** Begins, unless it is under way. */
  synchronized Reconciliation start() {
    if (latest.state() != State.RUNNING) {
      latest = new Reconciliation(State.RUNNING, 0, 0, List.of(), List.of(), null);
      new Thread(new Round()::run, "reconcile").start();
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

    private final List<Mended> mended = new ArrayList<>();
    private final Set<Left> left = new LinkedHashSet<>();
    private final Map<String, Arrival> arrivals = new LinkedHashMap<>();
    private final Decisions decisions = new Decisions();
    private long read;
    private long of;

    void run() {
      try (WholeLog experiments = open(Topic.EXPERIMENT_EVENT);
          WholeLog models = open(Topic.MODEL_EVENT)) {
        of = experiments.size() + models.size();
        compare(experiments);
        compare(models);
        decisions.all().forEach(this::hold);
        arrivals.forEach(this::settle);
        report(State.DONE, null);
      } catch (RuntimeException e) {
        LOG.error("the comparison broke off", e);
        report(State.FAILED, e.toString());
      }
    }

    private WholeLog open(Topic topic) {
      return new WholeLog(kafka, topic.name(kafka.prefix()));
    }

    private void compare(WholeLog log) {
      long before = read;
      while (!log.isRead()) {
        stop.check();
        List<Heard> facts = new ArrayList<>();
        for (Heard fact : log.next()) {
          decisions.hear(fact.payload());
          // Only the last word about an alias counts.
          if (Decision.of(fact.payload()).isEmpty()) {
            facts.add(fact);
          }
          Arrival.after(fact, arrivals);
        }
        mirror(facts);
        read = before + log.read();
        report(State.RUNNING, null);
      }
    }

    private void mirror(List<Heard> facts) {
      projector
          .mirror(facts, this::changed, true)
          .forEach((fact, why) -> left.add(new Left(fact.payload().key(), why)));
    }

    private void hold(Decision decision) {
      stop.check();
      projector
          .hold(decision, decisions.version(decision), this::changed)
          .refusal()
          .ifPresent(why -> left.add(new Left(decision.model(), why)));
    }

    private void settle(String experimentId, Arrival arrival) {
      stop.check();
      projector
          .settle(experimentId, arrival.state(), arrival.time(), this::changed)
          .ifPresent(why -> left.add(new Left(experimentId, why)));
    }

    private void changed(String subject, String what, String name, String was, String now) {
      mended.add(new Mended(subject, what, name, was, now));
    }

    private void report(State state, String failure) {
      latest = new Reconciliation(state, read, of, mended, List.copyOf(left), failure);
    }
  }
}
