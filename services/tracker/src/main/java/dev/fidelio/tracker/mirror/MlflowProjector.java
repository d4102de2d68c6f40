package dev.fidelio.tracker.mirror;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnavailableException;
import dev.fidelio.contracts.VersionRegistered;
import dev.fidelio.messaging.Failures;
import dev.fidelio.messaging.LogContext;
import dev.fidelio.messaging.Projection;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.tracker.mlflow.ChangeListener;
import dev.fidelio.tracker.mlflow.MlflowRefusals;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.mlflow.MlflowSession;
import dev.fidelio.tracker.models.AliasDecision;
import dev.fidelio.tracker.models.TrackerFacts;
import dev.fidelio.tracker.runs.ExperimentFiles;
import dev.fidelio.tracker.runs.MlflowRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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

/** The projection of the log into MLflow. */
public final class MlflowProjector implements Projection {

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
  public Map<ReceivedEvent, Throwable> apply(
      List<ReceivedEvent> facts, Map<TopicPartition, Long> next) {
    Map<ReceivedEvent, Throwable> refused = mirror(facts, ChangeListener.UNHEARD, false);
    refused.forEach((fact, why) -> passedOver.run());
    return refused;
  }

  /**
   * Mirrors facts under a lock, so that what was read from MLflow is current when it is written.
   *
   * @param changeListener is notified of every change in MLflow
   * @param strict whether artifacts are compared by digest instead of size
   * @return the causes, for facts that can never be mirrored
   */
  public synchronized Map<ReceivedEvent, Throwable> mirror(
      List<ReceivedEvent> facts, ChangeListener changeListener, boolean strict) {
    Map<ReceivedEvent, Throwable> refused = new IdentityHashMap<>();
    converse(
        changeListener,
        strict,
        conversation ->
            LogContext.forEach(
                facts,
                fact -> {
                  Runnable mirrored =
                      () ->
                          conversation
                              .mirror()
                              .mirror(fact.payload(), fact.message().id(), fact.message().time());
                  // A concurrent change between two requests, such as a run created by another
                  // tracker.
                  if (refusal(conversation, mirrored).isPresent()) {
                    refusal(conversation, mirrored).ifPresent(cause -> refused.put(fact, cause));
                  }
                }));
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
        conversation ->
            refusal(conversation, () -> conversation.mirror().settle(experimentId, state, time))
                .map(Failures::text)
                .ifPresent(refused::add));
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
        conversation ->
            refusal.set(
                refusal(
                        conversation,
                        () -> number.set(conversation.mirror().hold(aliasDecision, version)))
                    .map(Failures::text)));
    return new AliasState(number.get(), refusal.get());
  }

  private static boolean isFirstOfModels(TopicPartition partition) {
    return partition.partition() == 0 && partition.topic().endsWith(Topic.MODEL_EVENT.plainName());
  }

  private record Conversation(MlflowSession session, FactMirror mirror) {}

  private void converse(
      ChangeListener changeListener, boolean strict, Consumer<Conversation> work) {
    try (MlflowSession session = mlflow.get()) {
      FactMirror mirror =
          new FactMirror(session.mlflow(), rest, files, trackerFacts, changeListener, strict);
      work.accept(new Conversation(session, mirror));
    }
  }

  /** Why it can never be done; empty on success. Transient failures are thrown. */
  private Optional<Throwable> refusal(Conversation conversation, Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (StackOverflowError e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      if (conversation.session().isOver()) {
        UnavailableException over =
            new UnavailableException("MLflow took too long for all of the facts", null);
        over.addSuppressed(e);
        throw over;
      }
      if (MlflowRefusals.isTransient(e)) {
        throw new UnavailableException("MLflow cannot be used: " + Failures.text(e), e);
      }
      if (e instanceof MlflowHttpException answer && !MlflowRefusals.isForGood(answer)) {
        requireMlflow();
      }
      return Optional.of(e);
    }
  }

  /** Tells an MLflow that refuses one thing without a reason from one that refuses everything. */
  private void requireMlflow() {
    try {
      rest.models(1, null);
    } catch (RuntimeException e) {
      throw new UnavailableException("MLflow refuses everything: " + Failures.text(e), e);
    }
  }
}
