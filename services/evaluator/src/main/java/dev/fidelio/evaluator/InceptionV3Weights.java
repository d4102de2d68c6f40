package dev.fidelio.evaluator;

import dev.fidelio.datasets.Download;
import dev.fidelio.formats.Digests;
import dev.fidelio.stages.PermanentFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The location of the FID Inception's TorchScript. TorchScript is code, so a file from a network
 * needs a pinned digest.
 *
 * @param weights path or URL
 * @param sha256 the file's expected digest
 */
record InceptionV3Weights(Optional<String> weights, Optional<String> sha256) {
  private static final String SETTING = "fidelio.extractors.inception-v3.";

  /**
   * Creates the extractor; the engine must be loaded.
   *
   * @param stopCheck called several times a second while the weights are awaited; an exception that
   *     it throws ends that
   * @throws PermanentFailureException if the weights are missing or invalid
   * @throws dev.fidelio.datasets.SourceUnavailableException if their server does not answer
   */
  Extractor extractor(Profile profile, Runnable stopCheck) {
    String place =
        weights.orElseThrow(() -> new PermanentFailureException(SETTING + "weights is not set"));
    boolean remote = place.matches("https?://.*");
    if (remote && sha256.isEmpty()) {
      throw new PermanentFailureException(
          SETTING + "sha256 must be set where weights is a URL, since TorchScript is code");
    }
    byte[] torchScript = remote ? new Download().of(place, stopCheck) : read(place);
    String digest = Digests.sha256(torchScript);
    if (sha256.filter(pinned -> !pinned.equals(digest)).isPresent()) {
      throw new PermanentFailureException(
          "%s has the digest %s and %ssha256 is %s"
              .formatted(place, digest, SETTING, sha256.get()));
    }
    try {
      return new InceptionV3(torchScript, profile);
    } catch (IllegalArgumentException e) {
      throw new PermanentFailureException(place + ": " + e.getMessage(), e);
    }
  }

  private static byte[] read(String place) {
    try {
      return Files.readAllBytes(Path.of(place));
    } catch (IOException e) {
      throw new PermanentFailureException(SETTING + "weights: cannot read " + e.getMessage(), e);
    }
  }
}
