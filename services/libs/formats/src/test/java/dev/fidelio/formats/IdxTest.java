package dev.fidelio.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The headers are those of MNIST's files. */
class IdxTest {

  @Test
  void imagesBeginWithTheirMagicNumberAndSizes() {
    byte[] file = Idx.write(new byte[] {1, 2, 3, 4, 5, -1}, 1, 2, 3);

    assertThat(file)
        .containsExactly(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, -1);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    ByteArray labels = Idx.read("labels", Idx.write(new byte[] {7, 0, 9}, 3), 1);

    assertThat(labels.shape()).containsExactly(3);
    assertThat(labels.elements()).containsExactly(7, 0, 9);
  }

  @Test
  void everyTruncationAndBytesAfterTheLastElementAreRefused() {
    byte[] file = Idx.write(new byte[6], 1, 2, 3);

    for (int length = 0; length < file.length + 2; length++) {
      byte[] other = Arrays.copyOf(file, length);
      if (length != file.length) {
        assertThatThrownBy(() -> Idx.read("images", other, 3))
            .as("%d bytes", length)
            .isInstanceOf(MalformedFileException.class)
            .hasMessageStartingWith("images ");
      }
    }
  }

  @Test
  void anotherNumberOfDimensionsIsRefused() {
    assertThatThrownBy(() -> Idx.read("images", Idx.write(new byte[3], 3), 3))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("images does not begin with the magic number 0x00000803");
  }
}
