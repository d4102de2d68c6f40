package dev.fidelio.ingestion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Json;
import java.util.Optional;

/** What was decided about each experiment, in the store and for ever. */
final class Decisions {

  private final ArtifactStore store;

  Decisions(ArtifactStore store) {
    this.store = store;
  }

  /** The decision about an experiment; empty while nobody has asked for it. */
  Optional<Decision> find(String experimentId) {
    return store.read(name(experimentId)).map(json -> Json.read(json, Decision.class));
  }

  /** Keeps a decision if it is the first about its experiment; returns the one that stands. */
  Decision keep(String experimentId, Decision mine) {
    Optional<Decision> found = find(experimentId);
    if (found.isPresent()) {
      return found.get();
    }
    byte[] json = Json.bytes(mine);
    return store.publish(name(experimentId), json)
        ? Json.read(json, Decision.class)
        : find(experimentId).orElseThrow();
  }

  private static String name(String experimentId) {
    return "experiments/" + experimentId + "/request.json";
  }
}
