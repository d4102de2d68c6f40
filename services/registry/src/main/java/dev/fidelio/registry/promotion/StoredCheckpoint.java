package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.registry.models.Version;

/**
 * A checkpoint as a version's registration describes it.
 *
 * @param name relative to the experiment's folder
 * @param digest the SHA-256 that its bytes must have, in hexadecimal
 */
record StoredCheckpoint(String experimentId, String name, String digest) {

  static StoredCheckpoint of(Version version) {
    return new StoredCheckpoint(
        version.experimentId, version.checkpointName, version.checkpointDigest);
  }

  /** The checkpoint of the version that will be registered for a trained model. */
  static StoredCheckpoint of(ModelTrained trained) {
    return new StoredCheckpoint(
        trained.experimentId(), trained.checkpoint().name(), trained.checkpoint().digest());
  }
}
