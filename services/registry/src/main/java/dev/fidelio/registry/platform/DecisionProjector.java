package dev.fidelio.registry.platform;

import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.messaging.Projection;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.registry.evaluations.EvaluationOutcome;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.models.VersionRegistration;
import dev.fidelio.registry.offsets.StoredOffsets;
import dev.fidelio.registry.promotion.AutomaticPromotion;
import dev.fidelio.registry.promotion.VerifiedCheckpoints;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides what follows from facts about experiments: the version of a trained model, and automatic
 * promotions.
 */
@Singleton
public class DecisionProjector implements Projection {

  private final VersionRegistration versionRegistration;
  private final AutomaticPromotion automaticPromotion;
  private final StoredOffsets storedOffsets;

  DecisionProjector(
      DataSource database,
      VersionRegistration versionRegistration,
      AutomaticPromotion automaticPromotion) {
    this.versionRegistration = versionRegistration;
    this.automaticPromotion = automaticPromotion;
    this.storedOffsets = new StoredOffsets(database, "registry.position");
  }

  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    return storedOffsets.of(partitions);
  }

  @Override
  public void apply(List<ReceivedEvent> facts, Map<TopicPartition, Long> next) {
    List<Payload> payloads = facts.stream().map(ReceivedEvent::payload).toList();
    VerifiedCheckpoints checkpoints =
        StoredOffsets.checked(() -> automaticPromotion.verify(payloads));
    storedOffsets.advance(next, () -> decide(payloads, checkpoints));
  }

  private void decide(List<Payload> facts, VerifiedCheckpoints checkpoints) {
    facts.stream().flatMap(only(ExperimentAccepted.class)).forEach(automaticPromotion::accept);
    List<EvaluationOutcome> outcomes =
        facts.stream().flatMap(fact -> EvaluationOutcome.of(fact).stream()).toList();
    outcomes.forEach(EvaluationOutcome::keep);
    List<ModelTrained> trained = facts.stream().flatMap(only(ModelTrained.class)).toList();
    Map<String, Model> models = locked(trained, outcomes);
    versionRegistration.register(models, trained);
    outcomes.forEach(outcome -> automaticPromotion.decide(models, outcome, checkpoints));
  }

  /** Models are locked in the order of their names, so that two instances cannot deadlock. */
  private static Map<String, Model> locked(
      List<ModelTrained> trained, List<EvaluationOutcome> outcomes) {
    Collection<String> names =
        new TreeSet<>(
            Version.modelsOf(
                outcomes.stream().map(EvaluationOutcome::experimentId).distinct().toList()));
    trained.forEach(fact -> names.add(fact.model()));
    return names.stream()
        .map(Model::lockedOrNew)
        .collect(Collectors.toMap(model -> model.name, Function.identity()));
  }

  private static <T> Function<Payload, Stream<T>> only(Class<T> type) {
    return fact -> type.isInstance(fact) ? Stream.of(type.cast(fact)) : Stream.empty();
  }
}
