package dev.fidelio.registry.models;

import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.VersionRegisteredBuilder;
import dev.fidelio.registry.outbox.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives every trained model its version number, once for each experiment. */
@Singleton
public class VersionRegistration {

  private final Outbox outbox;
  private final Clock clock;

  VersionRegistration(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Registers what is not registered yet, of models that the caller has locked. */
  public void register(Map<String, Model> models, List<ModelTrained> trained) {
    Set<String> registered =
        Version.registered(trained.stream().map(ModelTrained::experimentId).toList());
    for (ModelTrained fact : trained) {
      // An experiment's first model stands, whatever a later fact says.
      if (registered.add(fact.experimentId())) {
        register(models.get(fact.model()), fact);
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
        VersionRegisteredBuilder.builder()
            .model(model.name)
            .sequence(++model.sequence)
            .version(version.number)
            .experimentId(version.experimentId)
            .checkpoint(trained.checkpoint())
            .datasetDigest(version.datasetDigest)
            .build(),
        now);
  }
}
