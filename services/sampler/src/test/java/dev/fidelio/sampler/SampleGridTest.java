package dev.fidelio.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleGridTest {

  @Test
  void aGridShowsEachImageInItsPlace() throws IOException {
    byte[] images = new byte[6 * 4];
    Arrays.fill(images, 5 * 4, 6 * 4, (byte) 255);

    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(SampleGrid.png(images, 2, 2, 3)));

    assertThat(picture.getWidth()).isEqualTo((3 * 4 + 2) * 2);
    assertThat(picture.getHeight()).isEqualTo((2 * 4 + 2) * 2);
    assertThat(picture.getRaster().getSample(2 * 10, 2 * 6, 0)).isEqualTo(255);
    assertThat(picture.getRaster().getSample(2 * 2, 2 * 2, 0)).isZero();
  }
}
