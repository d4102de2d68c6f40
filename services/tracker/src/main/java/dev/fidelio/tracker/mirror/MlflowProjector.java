package dev.fidelio.tracker.mirror;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.VersionRegistered;
import dev.fidelio.messaging.Projection;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.tracker.mlflow.ChangeListener;
import dev.fidelio.tracker.mlflow.MlflowRefusals;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.mlflow.MlflowSession;
import dev.fidelio.tracker.mlflow.UntrackableException;
import dev.fidelio.tracker.models.AliasDecision;
import dev.fidelio.tracker.models.TrackerFacts;
import dev.fidelio.tracker.runs.ExperimentFiles;
import dev.fidelio.tracker.runs.MlflowRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.mlflow.tracking.MlflowHttpException;

/** Facts in, MLflow out. */
public final class MlflowProjector implements Projection {

  private static final Logger LOG = Logger.getLogger(MlflowProjector.class);

  private final Supplier<MlflowSession> mlflow;
  private final MlflowRest rest;
  private final ExperimentFiles files;
  private final TrackerFacts trackerFacts;
  private final Runnable passedOver;
  private volatile boolean holds;

  /**
   * @param mlflow opens a conversation
   * @param passedOver is told of each fact that cannot be mirrored
   */
  MlflowProjector(
      Supplier<MlflowSession> mlflow,
      MlflowRest rest,
      ExperimentFiles files,
      TrackerFacts trackerFacts,
      Runnable passedOver) {
    this.mlflow = mlflow;
    this.rest = rest;
    this.files = files;
    this.trackerFacts = trackerFacts;
    this.passedOver = passedOver;
  }

  /** Where Kafka has it, except that an MLflow without anything of ours needs the whole log. */
  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    holds = partitions.stream().anyMatch(MlflowProjector::isFirstOfModels);
    try (MlflowSession mlflowSession = mlflow.get()) {
      return new MlflowRuns(mlflowSession.mlflow(), rest, ChangeListener.UNHEARD).isEmpty()
          ? partitions.stream().collect(Collectors.toMap(partition -> partition, start -> 0L))
          : Map.of();
    }
  }

  @Override
  public void apply(List<ReceivedEvent> facts, Map<TopicPartition, Long> next) {
    mirror(facts, ChangeListener.UNHEARD, false)
        .forEach(
            (fact, reason) -> {
              LOG.warnf(
                  "MLflow will lack what %s %s at %s says; going on: %s",
                  fact.message().type(), fact.message().id(), fact.at(), reason);
              passedOver.run();
            });
  }

  /**
   * Mirrors facts, nobody else meanwhile: what one has asked for would be old when the other acts.
   *
   * @param changeListener hears what was not there yet
   * @param strict whether artifacts are judged by their digest and not by their size
   * @return why not, for those that can never be mirrored
   */
  public synchronized Map<ReceivedEvent, String> mirror(
      List<ReceivedEvent> facts, ChangeListener changeListener, boolean strict) {
    Map<ReceivedEvent, String> refused = new LinkedHashMap<>();
    converse(
        changeListener,
        strict,
        mirroring -> {
          for (ReceivedEvent fact : facts) {
            Runnable mirrored = () -> mirroring.mirror(fact.payload(), fact.message().time());
            // Something may have changed between two requests, such as a run that another tracker
            // made.
            if (refusal(mirrored).isPresent()) {
              refusal(mirrored).ifPresent(reason -> refused.put(fact, reason));
            }
          }
        });
    return refused;
  }

  /**
   * Corrects the state of a run once every fact about its experiment has been mirrored.
   *
   * @return why not, where there is no run
   */
  public synchronized Optional<String> settle(
      String experimentId, ExperimentState state, Instant time, ChangeListener changeListener) {
    List<String> refused = new ArrayList<>();
    converse(
        changeListener,
        true,
        mirroring ->
            refusal(() -> mirroring.settle(experimentId, state, time)).ifPresent(refused::add));
    return refused.stream().findFirst();
  }

  /** Whether this is the tracker, of several, that holds aliases to what was decided. */
  public boolean holds() {
    return holds;
  }

  /**
   * How an alias is.
   *
   * @param version MLflow's number of the version that it points to; empty where there is no alias
   * @param refusal why it is otherwise than decided; empty where it is not
   */
  public record Held(Optional<String> version, Optional<String> refusal) {}

  /**
   * Holds an alias against the last decision about it.
   *
   * @param version the version that it shall point to
   */
  public synchronized Held hold(
      AliasDecision aliasDecision,
      Optional<VersionRegistered> version,
      ChangeListener changeListener) {
    AtomicReference<Optional<String>> number = new AtomicReference<>(Optional.empty());
    AtomicReference<Optional<String>> refusal = new AtomicReference<>(Optional.empty());
    converse(
        changeListener,
        false,
        mirroring ->
            refusal.set(refusal(() -> number.set(mirroring.hold(aliasDecision, version)))));
    return new Held(number.get(), refusal.get());
  }

  private static boolean isFirstOfModels(TopicPartition partition) {
    return partition.partition() == 0 && partition.topic().endsWith(Topic.MODEL_EVENT.plainName());
  }

  private void converse(ChangeListener changeListener, boolean strict, Consumer<FactMirror> work) {
    try (MlflowSession mlflowSession = mlflow.get()) {
      work.accept(
          new FactMirror(
              mlflowSession.mlflow(), rest, files, trackerFacts, changeListener, strict));
    }
  }

  /** Why it can never be done; empty once it is. Throws what may pass. */
  private static Optional<String> refusal(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (UntrackableException e) {
      return Optional.of(e.getMessage());
    } catch (MlflowHttpException e) {
      if (MlflowRefusals.isForGood(e)) {
        return Optional.of(e.getMessage());
      }
      throw e;
    }
  }
}
