package dev.fidelio.registry.decisions;

import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.messaging.Heard;
import dev.fidelio.messaging.Projection;
import dev.fidelio.registry.Positions;
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

/** What follows from facts about experiments: a version for each model, decided challenges. */
@Singleton
public class DecisionProjector implements Projection {

  private final Registering registering;
  private final Challenging challenging;
  private final Positions positions;

  DecisionProjector(DataSource database, Registering registering, Challenging challenging) {
    this.registering = registering;
    this.challenging = challenging;
    this.positions = new Positions(database, "registry.position");
  }

  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    return positions.of(partitions);
  }

  @Override
  public void apply(List<Heard> facts, Map<TopicPartition, Long> next) {
    List<Payload> payloads = facts.stream().map(Heard::payload).toList();
    positions.advance(next, () -> decide(payloads));
  }

  private void decide(List<Payload> facts) {
    facts.stream().flatMap(only(ExperimentAccepted.class)).forEach(challenging::accept);
    List<Ending> endings = facts.stream().flatMap(fact -> Ending.of(fact).stream()).toList();
    endings.forEach(Ending::keep);
    List<ModelTrained> trained = facts.stream().flatMap(only(ModelTrained.class)).toList();
    Map<String, Model> models = locked(trained, endings);
    registering.register(models, trained);
    endings.forEach(ending -> challenging.hear(models, ending));
  }

  /** Models are locked by name, so that two instances never wait for each other. */
  private static Map<String, Model> locked(List<ModelTrained> trained, List<Ending> endings) {
    Collection<String> names =
        new TreeSet<>(
            Version.modelsOf(endings.stream().map(Ending::experimentId).distinct().toList()));
    trained.forEach(fact -> names.add(fact.model()));
    return names.stream()
        .map(Model::lockedOrNew)
        .collect(Collectors.toMap(model -> model.name, Function.identity()));
  }

  private static <T> Function<Payload, Stream<T>> only(Class<T> type) {
    return fact -> type.isInstance(fact) ? Stream.of(type.cast(fact)) : Stream.empty();
  }
}
