package dev.fidelio.tracker;

import dev.fidelio.messaging.Heard;
import dev.fidelio.messaging.Projection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.mlflow.tracking.MlflowHttpException;

/** Facts in, MLflow out. */
final class MlflowProjector implements Projection {

  private static final Logger LOG = Logger.getLogger(MlflowProjector.class);

  private final Supplier<Conversation> mlflow;
  private final MlflowRest rest;
  private final ExperimentFiles files;
  private final RunAnnouncement announcement;
  private final Runnable passedOver;

  /**
   * @param mlflow opens a conversation
   * @param passedOver is told of each fact that cannot be mirrored
   */
  MlflowProjector(
      Supplier<Conversation> mlflow,
      MlflowRest rest,
      ExperimentFiles files,
      RunAnnouncement announcement,
      Runnable passedOver) {
    this.mlflow = mlflow;
    this.rest = rest;
    this.files = files;
    this.announcement = announcement;
    this.passedOver = passedOver;
  }

  /** Where Kafka has it, except that an MLflow without anything of ours needs the whole log. */
  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    try (Conversation conversation = mlflow.get()) {
      return new Runs(conversation.mlflow(), rest).isEmpty()
          ? partitions.stream().collect(Collectors.toMap(partition -> partition, start -> 0L))
          : Map.of();
    }
  }

  @Override
  public void apply(List<Heard> facts, Map<TopicPartition, Long> next) {
    try (Conversation conversation = mlflow.get()) {
      Mirroring mirroring = new Mirroring(conversation.mlflow(), rest, files, announcement);
      facts.forEach(fact -> apply(fact, mirroring));
    }
  }

  private void apply(Heard fact, Mirroring mirroring) {
    if (refusal(fact, mirroring).isEmpty()) {
      return;
    }
    // Something may have changed between two requests, such as a run that another tracker made.
    refusal(fact, mirroring)
        .ifPresent(
            reason -> {
              LOG.warnf(
                  "MLflow will lack what %s %s at %s says; going on: %s",
                  fact.message().type(), fact.message().id(), fact.at(), reason.getMessage());
              passedOver.run();
            });
  }

  /** Why the fact can never be mirrored; empty once it is. Throws what may pass. */
  private static Optional<RuntimeException> refusal(Heard fact, Mirroring mirroring) {
    try {
      mirroring.mirror(fact.payload(), fact.message().time());
      return Optional.empty();
    } catch (UntrackableException e) {
      return Optional.of(e);
    } catch (MlflowHttpException e) {
      if (Refusals.isForGood(e)) {
        return Optional.of(e);
      }
      throw e;
    }
  }
}
