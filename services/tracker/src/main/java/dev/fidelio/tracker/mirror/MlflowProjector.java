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
import org.mlflow.tracking.MlflowHttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The projection of the log into MLflow. */
public final class MlflowProjector implements Projection {

  private static final Logger LOG = LoggerFactory.getLogger(MlflowProjector.class);

  private final Supplier<MlflowSession> mlflow;
  private final MlflowRest rest;
  private final ExperimentFiles files;
  private final TrackerFacts trackerFacts;
  private final Runnable passedOver;
  private volatile boolean holds;

  /**
   * @param mlflow opens a session
   * @param passedOver is notified of each fact that cannot be mirrored
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

  /** The committed position, or the beginning of the log if MLflow has no data of Fidelio. */
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
              LOG.warn(
                  "skipping {} {} at {}, which MLflow cannot show: {}",
                  fact.message().type(),
                  fact.message().id(),
                  fact.at(),
                  reason);
              passedOver.run();
            });
  }

  /**
   * Mirrors facts under a lock, so that what was read from MLflow is current when it is written.
   *
   * @param changeListener is notified of every change in MLflow
   * @param strict whether artifacts are compared by digest instead of size
   * @return the reasons, for facts that can never be mirrored
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
            // A concurrent change between two requests, such as a run created by another tracker.
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
   * @return the reason, if there is no run
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

  /** Whether this instance, of several, is the one that repairs aliases. */
  public boolean holds() {
    return holds;
  }

  /**
   * The state of an alias.
   *
   * @param version MLflow's number of the version that it points to; empty if there is no alias
   * @param refusal why it cannot be repaired; empty if it is as decided
   */
  public record AliasState(Optional<String> version, Optional<String> refusal) {}

  /**
   * Compares an alias with the last decision about it and repairs it.
   *
   * @param version the version that it must point to
   */
  public synchronized AliasState hold(
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
    return new AliasState(number.get(), refusal.get());
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

  /** The reason why it can never be done; empty on success. Transient failures are thrown. */
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
