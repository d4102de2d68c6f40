package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecoderTest {

  private static final int[] LABELS = {2, 0, 1, 1, 0, 2, 2};
  private static final int PIXELS = SmallNetworks.SMALL.pixels();

  @Test
  void theSameSeedGivesTheSameBytes() {
    try (Decoder one = new Decoder(SmallNetworks.compute(), SmallNetworks.initial());
        Decoder other =
            new Decoder(
                SmallNetworks.compute(), Checkpoint.read(SmallNetworks.initial().toBytes()))) {
      byte[] images = one.images(LABELS, 7);

      assertThat(images).hasSize(LABELS.length * PIXELS);
      assertThat(other.images(LABELS, 7)).isEqualTo(images);
      assertThat(other.images(LABELS, 8)).isNotEqualTo(images);
    }
  }

  @Test
  void anImageDoesNotDependOnWhatIsAskedForWithIt() {
    Architecture wide = new Architecture(784, 10, List.of(512, 256), 20);
    int[] many = new int[333];
    Arrays.setAll(many, i -> i % 10);
    try (Decoder decoder =
        new Decoder(SmallNetworks.compute(), Checkpoint.initial(wide, SmallNetworks.SETTINGS))) {
      byte[] images = decoder.images(many, 7);

      for (int count : new int[] {1, 7, 100, 101}) {
        assertThat(decoder.images(Arrays.copyOf(many, count), 7))
            .isEqualTo(Arrays.copyOf(images, count * 784));
      }
    }
  }

  @Test
  void theLabelDecidesTheImage() {
    try (Decoder decoder = new Decoder(SmallNetworks.compute(), SmallNetworks.initial())) {
      byte[] images = decoder.images(new int[] {0, 0}, 7);
      byte[] others = decoder.images(new int[] {0, 1}, 7);

      assertThat(Arrays.copyOf(others, PIXELS)).isEqualTo(Arrays.copyOf(images, PIXELS));
      assertThat(others).isNotEqualTo(images);
    }
  }

  @Test
  void theTemperatureScalesTheLatentVectorsAndNothingElse() {
    try (Decoder decoder = new Decoder(SmallNetworks.compute(), SmallNetworks.initial())) {
      Samples plain = decoder.sample(LABELS, 7, 1);
      Samples doubled = decoder.sample(LABELS, 7, 2);

      for (int i = 0; i < plain.latents().length; i++) {
        assertThat(doubled.latents()[i]).isEqualTo(2 * plain.latents()[i]);
      }
      assertThat(doubled.images()).isNotEqualTo(plain.images());
      assertThat(plain.greys()).isEqualTo(decoder.images(LABELS, 7));
    }
  }

  @Test
  void theWeightsAloneGiveTheSameImages() {
    Checkpoint whole = Checkpoint.read(SmallNetworks.initial().toBytes());
    Checkpoint weights = whole.weightsOnly();
    try (Decoder one = new Decoder(SmallNetworks.compute(), whole);
        Decoder other = new Decoder(SmallNetworks.compute(), weights)) {
      assertThat(other.images(LABELS, 7)).isEqualTo(one.images(LABELS, 7));
      assertThat(weights.size())
          .isEqualTo(4 * SmallNetworks.SMALL.size())
          .isEqualTo(whole.size() / 3);
    }
  }

  @Test
  void noLabelsGiveNoImages() {
    try (Decoder decoder = new Decoder(SmallNetworks.compute(), SmallNetworks.initial())) {
      assertThat(decoder.images(new int[0], 7)).isEmpty();
    }
  }

  @Test
  void aLabelThatIsNoClassIsRefused() {
    try (Decoder decoder = new Decoder(SmallNetworks.compute(), SmallNetworks.initial())) {
      assertThatThrownBy(() -> decoder.images(new int[] {3}, 7))
          .hasMessage("label 3 is not one of the network's classes, 0 to 2");
    }
  }
}
