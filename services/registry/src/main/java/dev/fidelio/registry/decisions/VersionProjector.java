package dev.fidelio.registry.decisions;

import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.VersionRegistered;
import dev.fidelio.messaging.Heard;
import dev.fidelio.messaging.Projection;
import dev.fidelio.registry.Positions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** Gives every trained model its version number, once for each experiment. */
@Singleton
public class VersionProjector implements Projection {

  private final Outbox outbox;
  private final Clock clock;
  private final Positions positions;

  VersionProjector(DataSource database, Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
    this.positions = new Positions(database, "registry.position");
  }

  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    return positions.of(partitions);
  }

  @Override
  public void apply(List<Heard> facts, Map<TopicPartition, Long> next) {
    // Models are locked by name, so that two instances never wait for each other.
    Map<String, List<ModelTrained>> trained =
        facts.stream()
            .map(Heard::payload)
            .filter(ModelTrained.class::isInstance)
            .map(ModelTrained.class::cast)
            .collect(Collectors.groupingBy(ModelTrained::model, TreeMap::new, Collectors.toList()));
    positions.advance(next, () -> trained.forEach(this::register));
  }

  private void register(String name, List<ModelTrained> trained) {
    Model model = Model.lockedOrNew(name);
    Set<String> registered =
        Version.experimentsOf(name, trained.stream().map(ModelTrained::experimentId).toList());
    for (ModelTrained fact : trained) {
      if (registered.add(fact.experimentId())) {
        register(model, fact);
      }
    }
  }

  private void register(Model model, ModelTrained trained) {
    Instant now = clock.instant();
    Version version = new Version();
    version.model = model.name;
    version.number = ++model.versions;
    version.experimentId = trained.experimentId();
    version.checkpointName = trained.checkpoint().name();
    version.checkpointDigest = trained.checkpoint().digest();
    version.checkpointSize = trained.checkpoint().size();
    version.datasetDigest = trained.datasetDigest();
    version.registeredAt = now;
    version.persist();
    outbox.add(
        new VersionRegistered(
            model.name,
            ++model.sequence,
            version.number,
            version.experimentId,
            trained.checkpoint(),
            version.datasetDigest),
        now);
  }
}
