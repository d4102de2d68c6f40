package dev.fidelio.registry.promotion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.gates.Finding;
import dev.fidelio.registry.promotion.gates.Finding.Code;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Whether versions' weights are in the store as they were registered. */
@Singleton
public class CheckpointVerifier {

  private final ArtifactStore store;

  CheckpointVerifier(ArtifactStore store) {
    this.store = store;
  }

  /**
   * What is wrong with a version's weights; empty where nothing is.
   *
   * @throws StoreUnavailableException if the store does not answer
   */
  public Optional<Finding> trouble(Version version) {
    String name = StoreLayout.experiment(version.experimentId).path(version.checkpointName);
    Optional<InputStream> content = store.open(name);
    if (content.isEmpty()) {
      return Optional.of(
          new Finding(Code.CHECKPOINT_GONE, "nothing", version.checkpointName + " in the store"));
    }
    String digest = sha256(content.get());
    return digest.equals(version.checkpointDigest)
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Code.CHECKPOINT_ALTERED,
                version.checkpointName + " with the digest " + digest,
                version.checkpointDigest));
  }

  private static String sha256(InputStream stream) {
    try (stream) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new StoreUnavailableException("cannot read a checkpoint: " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
