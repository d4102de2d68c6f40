package dev.fidelio.ingestion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.AdmissionDecision;
import dev.fidelio.contracts.Json;
import java.util.Optional;

/** What was decided about each experiment, in the store and for ever. */
final class AdmissionDecisions {

  private final ArtifactStore store;

  AdmissionDecisions(ArtifactStore store) {
    this.store = store;
  }

  /** The decision about an experiment; empty while nobody has asked for it. */
  Optional<AdmissionDecision> find(String experimentId) {
    return store.read(name(experimentId)).map(json -> Json.read(json, AdmissionDecision.class));
  }

  /** Keeps a decision if it is the first about its experiment; returns the one that stands. */
  AdmissionDecision keep(String experimentId, AdmissionDecision mine) {
    Optional<AdmissionDecision> found = find(experimentId);
    if (found.isPresent()) {
      return found.get();
    }
    byte[] json = Json.bytes(mine);
    return store.publish(name(experimentId), json)
        ? Json.read(json, AdmissionDecision.class)
        : find(experimentId).orElseThrow();
  }

  private static String name(String experimentId) {
    return StoreLayout.experiment(experimentId).request();
  }
}
