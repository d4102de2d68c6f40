package dev.fidelio.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fidelio.fid.FeatureStatistics;
import dev.fidelio.fid.FrechetDistance;
import dev.fidelio.fid.Gaussian;
import dev.fidelio.formats.Digests;
import dev.fidelio.stages.PermanentFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Expected numbers: the resizing and the distance of the reference implementations, by inception.py
 * beside inception.csv.
 */
class InceptionV3Test {
  private static final int COUNT = 24;

  @TempDir Path folder;
  private static final Map<Profile, float[][]> FEATURES = new EnumMap<>(Profile.class);
  private static byte[] torchScript;

  @BeforeAll
  static void load() throws IOException {
    Libtorch.load(1);
    try (InputStream file = InceptionV3Test.class.getResourceAsStream("tiny-inception.pt")) {
      torchScript = file.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "inception.csv")
  void featuresAndFidAreThePeers(String profile, Integer image, Integer feature, double expected) {
    float[][] features = features(Profile.named(profile));

    if (image != null) {
      assertThat((double) features[image][feature]).isCloseTo(expected, within(2e-6));
    } else {
      double fid = new FrechetDistance(every(2, 0, features)).to(every(2, 1, features));
      assertThat(fid).isCloseTo(expected, within(1e-3 * expected));
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void theFeaturesOfAnImageDoNotDependOnItsNeighbours(Profile profile) {
    float[][] together = features(profile);
    try (InceptionV3 extractor = new InceptionV3(torchScript, profile)) {
      for (int n : new int[] {0, 15, 16, 23}) {
        assertThat(extractor.features(images().range(n, n + 1))[0]).isEqualTo(together[n]);
      }
    }
  }

  @Test
  void weightsAreTakenFromAPathWithTheirDigest() throws IOException {
    Path file = Files.write(folder.resolve("weights.pt"), torchScript);
    Optional<String> digest = Optional.of(Digests.sha256(torchScript));

    try (Extractor extractor =
        new InceptionV3Weights(Optional.of(file.toString()), digest)
            .extractor(Profile.PYTORCH_FID, () -> {})) {
      assertThat(extractor.digest()).isEqualTo(digest.get());
      assertThat(extractor.profile()).isEqualTo("pytorch-fid");
      assertThat(extractor.minimum()).isEqualTo(2049);
    }
  }

  @Test
  void weightsThatAreNoGoodAreRefusedWithTheReason() throws IOException {
    Path text = Files.writeString(folder.resolve("text.pt"), "not TorchScript");
    Path other = folder.resolve("step.pt");
    try (InputStream file =
        InceptionV3Test.class.getResourceAsStream("/dev/fidelio/cvae/step.pt")) {
      Files.write(other, file.readAllBytes());
    }

    assertRefused(Optional.empty(), Optional.empty(), "weights is not set");
    assertRefused(Optional.of("/nowhere.pt"), Optional.empty(), "cannot read /nowhere.pt");
    assertRefused(Optional.of(text.toString()), Optional.empty(), "are not TorchScript that");
    assertRefused(Optional.of(other.toString()), Optional.empty(), "are not TorchScript that");
    assertRefused(Optional.of(text.toString()), Optional.of("ab"), "has the digest");
    assertRefused(Optional.of("http://127.0.0.1/x.pt"), Optional.empty(), "sha256 must be set");
  }

  @Test
  void anUnknownProfileIsRefused() {
    assertThatThrownBy(() -> Profile.named("pil"))
        .hasMessageContaining("is pil (allowed: pytorch-fid, torch-fidelity)");
  }

  private static void assertRefused(
      Optional<String> weights, Optional<String> digest, String reason) {
    assertThatThrownBy(
            () -> new InceptionV3Weights(weights, digest).extractor(Profile.PYTORCH_FID, () -> {}))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageContaining(reason);
  }

  /** The features of all images, extracted once for each profile. */
  private static float[][] features(Profile profile) {
    return FEATURES.computeIfAbsent(
        profile,
        absent -> {
          try (InceptionV3 extractor = new InceptionV3(torchScript, profile)) {
            return extractor.features(images());
          }
        });
  }

  private static Gaussian every(int step, int from, float[][] features) {
    FeatureStatistics statistics = new FeatureStatistics(features[0].length);
    for (int n = from; n < features.length; n += step) {
      statistics.add(new float[][] {features[n]});
    }
    return statistics.gaussian();
  }

  private static GreyImages images() {
    long state = 1;
    byte[] pixels = new byte[COUNT * 784];
    for (int i = 0; i < pixels.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      pixels[i] = (byte) ((state >>> 56) / (1 + i / 784 % 5));
    }
    return new GreyImages(28, 28, pixels);
  }
}
