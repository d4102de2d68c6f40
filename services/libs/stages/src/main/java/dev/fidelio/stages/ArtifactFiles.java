package dev.fidelio.stages;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.DamagedFiles;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.formats.Digests;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes files whose digests must match their commit point. */
final class ArtifactFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ArtifactFiles.class);

  private final ArtifactStore store;
  private final DamagedFiles damagedFiles;

  ArtifactFiles(ArtifactStore store) {
    this.store = store;
    this.damagedFiles = new DamagedFiles(store);
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
      damagedFiles.setAside(path);
      return Optional.empty();
    }
  }

  void restore(String path, Artifact artifact, byte[] content) {
    requireDigest(artifact, content);
    store.publish(path, content);
  }

  private static void requireDigest(Artifact artifact, byte[] content) {
    String digest = Digests.sha256(content);
    if (!digest.equals(artifact.digest())) {
      throw new DamagedArtifactException(
          "%s has the digest %s and should have %s"
              .formatted(artifact.name(), digest, artifact.digest()));
    }
  }
}
