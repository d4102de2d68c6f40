package dev.fidelio.registry.promotion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.formats.Digests;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.gates.Finding;
import dev.fidelio.registry.promotion.gates.Finding.Code;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies that checkpoints are in the store with the bytes that were registered. It reads whole
 * files, so it is called before any row is locked.
 */
@Singleton
public class CheckpointVerifier {

  private final ArtifactStore store;

  CheckpointVerifier(ArtifactStore store) {
    this.store = store;
  }

  /**
   * What is wrong with a version's checkpoint; empty if it is intact.
   *
   * @throws StoreUnavailableException if the store does not answer
   */
  Optional<Finding> problem(Version version) {
    return problem(StoredCheckpoint.of(version));
  }

  /** Verifies each checkpoint once. */
  VerifiedCheckpoints verify(Set<StoredCheckpoint> checkpoints) {
    return new VerifiedCheckpoints(
        checkpoints.stream().collect(Collectors.toMap(Function.identity(), this::problem)));
  }

  private Optional<Finding> problem(StoredCheckpoint checkpoint) {
    String name = StoreLayout.experiment(checkpoint.experimentId()).path(checkpoint.name());
    Optional<InputStream> content = store.open(name);
    if (content.isEmpty()) {
      return Optional.of(
          new Finding(Code.CHECKPOINT_GONE, "nothing", checkpoint.name() + " in the store"));
    }
    String digest = sha256(content.get());
    return digest.equals(checkpoint.digest())
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Code.CHECKPOINT_ALTERED,
                checkpoint.name() + " with the digest " + digest,
                checkpoint.digest()));
  }

  private static String sha256(InputStream stream) {
    try (stream) {
      return Digests.sha256(stream);
    } catch (IOException e) {
      throw new StoreUnavailableException("cannot read a checkpoint: " + e, e);
    }
  }
}
