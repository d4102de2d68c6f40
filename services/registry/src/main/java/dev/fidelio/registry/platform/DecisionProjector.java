package dev.fidelio.registry.platform;

import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.messaging.LogContext;
import dev.fidelio.messaging.Projection;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.registry.evaluations.EvaluationOutcome;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.models.VersionRegistration;
import dev.fidelio.registry.offsets.LogIdentity;
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

  private final FactVerifier factVerifier;
  private final VersionRegistration versionRegistration;
  private final AutomaticPromotion automaticPromotion;
  private final StoredOffsets storedOffsets;

  DecisionProjector(
      DataSource database,
      FactVerifier factVerifier,
      VersionRegistration versionRegistration,
      AutomaticPromotion automaticPromotion,
      LogIdentity logs) {
    this.factVerifier = factVerifier;
    this.versionRegistration = versionRegistration;
    this.automaticPromotion = automaticPromotion;
    this.storedOffsets = new StoredOffsets(database, "registry.position", logs);
  }

  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    return storedOffsets.of(partitions);
  }

  @Override
  public Map<ReceivedEvent, Throwable> apply(
      List<ReceivedEvent> facts, Map<TopicPartition, Long> next) {
    Map<ReceivedEvent, Throwable> refused = factVerifier.refused(facts);
    List<ReceivedEvent> announced =
        facts.stream().filter(fact -> !refused.containsKey(fact)).toList();
    VerifiedCheckpoints checkpoints =
        automaticPromotion.verify(announced.stream().map(ReceivedEvent::payload).toList());
    storedOffsets.advance(next, facts, () -> decide(announced, checkpoints));
    return refused;
  }

  @Override
  public boolean isKept() {
    return storedOffsets.isKept();
  }

  /**
   * Every transaction locks in this order: positions, models by name, then rows of what belongs to
   * a model (requests, scorecards, versions, aliases).
   */
  private void decide(List<ReceivedEvent> facts, VerifiedCheckpoints checkpoints) {
    Map<String, Model> models = locked(facts);
    LogContext.forEach(facts, fact -> keep(fact.payload()));
    versionRegistration.register(
        models, facts.stream().flatMap(DecisionProjector::trained).toList());
    LogContext.forEach(
        facts,
        fact ->
            EvaluationOutcome.of(fact.payload())
                .ifPresent(outcome -> automaticPromotion.decide(models, outcome, checkpoints)));
  }

  private void keep(Payload fact) {
    if (fact instanceof ExperimentAccepted accepted) {
      automaticPromotion.accept(accepted);
    }
    EvaluationOutcome.of(fact).ifPresent(EvaluationOutcome::keep);
  }

  /** Models are locked in the order of their names, so that two instances cannot deadlock. */
  private static Map<String, Model> locked(List<ReceivedEvent> facts) {
    List<String> evaluated =
        facts.stream()
            .flatMap(fact -> EvaluationOutcome.of(fact.payload()).stream())
            .map(EvaluationOutcome::experimentId)
            .distinct()
            .toList();
    Collection<String> names = new TreeSet<>(Version.modelsOf(evaluated));
    facts.stream().flatMap(DecisionProjector::trained).map(ModelTrained::model).forEach(names::add);
    return names.stream()
        .map(Model::lockedOrNew)
        .collect(Collectors.toMap(model -> model.name, Function.identity()));
  }

  private static Stream<ModelTrained> trained(ReceivedEvent fact) {
    return fact.payload() instanceof ModelTrained trained ? Stream.of(trained) : Stream.empty();
  }
}
