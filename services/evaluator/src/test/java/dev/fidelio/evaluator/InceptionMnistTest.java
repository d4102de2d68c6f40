package dev.fidelio.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InceptionMnistTest {
  private static InceptionMnist extractor;

  @BeforeAll
  static void load() {
    Libtorch.load(1);
    extractor = new InceptionMnist();
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  @Test
  void everyImageHasItsFeatures() {
    float[][] features = extractor.features(TestImages.noise(300, 1));

    assertThat(features).hasNumberOfRows(300);
    for (float[] vector : features) {
      assertThat(vector).hasSize(extractor.dimensions());
      for (float feature : vector) {
        assertThat(feature).isFinite().isNotNegative();
      }
    }
  }

  @Test
  void noImagesHaveNoFeatures() {
    assertThat(extractor.features(TestImages.noise(0, 1))).isEmpty();
  }

  @Test
  void theFeaturesOfAnImageDoNotDependOnItsNeighbours() {
    GreyImages images = TestImages.noise(300, 2);

    float[][] together = extractor.features(images);

    for (int n : new int[] {0, 1, 63, 127, 128, 200, 299}) {
      assertThat(extractor.features(images.range(n, n + 1))[0]).isEqualTo(together[n]);
    }
    float[][] shifted = extractor.features(images.range(77, 300));
    for (int n = 77; n < 300; n++) {
      assertThat(shifted[n - 77]).isEqualTo(together[n]);
    }
  }

  @Test
  void aLabelFollowsFromTheFeatures() {
    GreyImages images = TestImages.noise(20, 3);

    int[] looked = extractor.classes(images, new QuadrantExtractor(), new float[20][4]);

    assertThat(extractor.classes(images, extractor, extractor.features(images))).isEqualTo(looked);
    for (int label : looked) {
      assertThat(label).isBetween(0, 9);
    }
  }

  @Test
  void imagesOfAnotherSizeAreRefused() {
    GreyImages large = new GreyImages(32, 32, new byte[2 * 32 * 32]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> extractor.features(large))
        .withMessage("inception-mnist takes images of 28 x 28 pixels, not 32 x 32");
  }

  @Test
  void theModelCardDescribesTheseWeights() throws IOException {
    try (InputStream card = InceptionMnist.class.getResourceAsStream("inception-mnist.md")) {
      String text = new String(card.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(text)
          .contains("SHA-256 `" + extractor.digest() + "`")
          .contains("`" + extractor.profile() + "`")
          .contains(extractor.dimensions() + " features")
          .contains("99.56 %");
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    byte[] foreign = "{}".getBytes(StandardCharsets.US_ASCII);
    byte[] empty = new byte[8 + foreign.length];
    empty[0] = (byte) foreign.length;
    System.arraycopy(foreign, 0, empty, 8, foreign.length);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InceptionMnist(empty))
        .withMessageStartingWith("weights for ");
  }
}
