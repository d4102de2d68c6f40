package dev.fidelio.ingestion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.AdmissionDecision;
import dev.fidelio.contracts.Json;
import java.util.Optional;

/** The permanent decision about each experiment, in the store. */
final class AdmissionDecisions {

  private final ArtifactStore store;

  AdmissionDecisions(ArtifactStore store) {
    this.store = store;
  }

  /** The decision about an experiment; empty if there is none yet. */
  Optional<AdmissionDecision> find(String experimentId) {
    return store.read(name(experimentId)).map(json -> Json.read(json, AdmissionDecision.class));
  }

  /** Stores a decision if it is the first about its experiment; returns the effective one. */
  AdmissionDecision keep(String experimentId, AdmissionDecision candidate) {
    Optional<AdmissionDecision> found = find(experimentId);
    byte[] json = Json.bytes(candidate);
    if (found.isEmpty() && store.publish(name(experimentId), json)) {
      return Json.read(json, AdmissionDecision.class);
    }
    // Its writer may have died before it was on the disk, and it is about to be announced.
    store.force(name(experimentId));
    return found.or(() -> find(experimentId)).orElseThrow();
  }

  private static String name(String experimentId) {
    return StoreLayout.experiment(experimentId).request();
  }
}
