package dev.fidelio.stages;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Ids;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes files whose digests must match their commit point. */
final class ArtifactFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ArtifactFiles.class);

  private final ArtifactStore store;

  ArtifactFiles(ArtifactStore store) {
    this.store = store;
  }

  byte[] read(String path, Artifact artifact) {
    byte[] content =
        store
            .read(path)
            .orElseThrow(() -> new DamagedArtifactException(artifact.name() + " is missing"));
    requireDigest(artifact, content);
    return content;
  }

  Optional<byte[]> readWhole(String path, Artifact artifact) {
    try {
      return Optional.of(read(path, artifact));
    } catch (DamagedArtifactException e) {
      LOG.warn("{}; moving it aside", e.getMessage());
      setAside(path);
      return Optional.empty();
    }
  }

  void restore(String path, Artifact artifact, byte[] content) {
    requireDigest(artifact, content);
    store.publish(path, content);
  }

  /** Keeps the damaged file under another name for diagnosis, and frees its name. */
  private void setAside(String path) {
    store
        .read(path)
        .ifPresent(content -> store.publish(path + ".damaged-" + Ids.sha256(content), content));
    store.remove(path);
  }

  private static void requireDigest(Artifact artifact, byte[] content) {
    String digest = Ids.sha256(content);
    if (!digest.equals(artifact.digest())) {
      throw new DamagedArtifactException(
          "%s has the digest %s and should have %s"
              .formatted(artifact.name(), digest, artifact.digest()));
    }
  }
}
