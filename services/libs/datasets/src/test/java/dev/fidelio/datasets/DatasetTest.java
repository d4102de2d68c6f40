package dev.fidelio.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.formats.Idx;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetTest {

  private final Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);

  DatasetTest() {
    files.put(DatasetFile.TRAIN_IMAGES, images(3, 28));
    files.put(DatasetFile.TRAIN_LABELS, labels(0, 9, 9));
    files.put(DatasetFile.TEST_IMAGES, images(2, 28));
    files.put(DatasetFile.TEST_LABELS, labels(1, 2));
  }

  @Test
  void fourWholeFilesAreADataset() {
    Dataset dataset = Dataset.of(files);

    assertThat(dataset.train().count()).isEqualTo(3);
    assertThat(dataset.train().images()).hasSize(3 * 28 * 28);
    assertThat(dataset.train().labelCounts(10)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 2);
    assertThat(dataset.test().labels()).containsExactly(1, 2);
  }

  @Test
  void theDigestFollowsFromTheContent() {
    String digest = Dataset.of(files).digest();
    files.put(DatasetFile.TEST_LABELS, labels(1, 3));

    assertThat(digest).hasSize(64);
    assertThat(Dataset.of(files).digest()).isNotEqualTo(digest);
  }

  @Test
  void aCutFileIsRefusedByName() {
    byte[] whole = files.get(DatasetFile.TRAIN_IMAGES);
    files.put(DatasetFile.TRAIN_IMAGES, Arrays.copyOf(whole, whole.length - 1));

    refuses("train-images declares the shape [3, 28, 28] and holds 2351 bytes of elements");
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    files.put(DatasetFile.TEST_IMAGES, files.get(DatasetFile.TEST_LABELS));

    refuses("test-images does not begin with the magic number 0x00000803");
  }

  @Test
  void countsThatDifferAreRefused() {
    files.put(DatasetFile.TRAIN_LABELS, labels(1, 2));

    refuses("train-images holds 3 images and train-labels 2 labels");
  }

  @Test
  void aLabelOutOfRangeIsRefused() {
    files.put(DatasetFile.TRAIN_LABELS, labels(0, 1, 10));

    refuses("train-labels: label 2 is 10 (allowed: 0 to 9)");
  }

  @Test
  void imagesMayHaveAnySizeThatBothSplitsShare() {
    files.put(DatasetFile.TRAIN_IMAGES, images(3, 32));
    files.put(DatasetFile.TEST_IMAGES, images(2, 32));

    Dataset dataset = Dataset.of(files);

    assertThat(dataset.train().height()).isEqualTo(32);
    assertThat(dataset.test().width()).isEqualTo(32);
  }

  @Test
  void testImagesOfAnotherSizeThanTheTrainingImagesAreRefused() {
    files.put(DatasetFile.TEST_IMAGES, images(2, 32));

    refuses("test-images holds images of 32 × 32 pixels and train-images of 28 × 28");
  }

  @Test
  void numbersThatAreNoBytesAreRefused() {
    byte[] floats = ByteBuffer.allocate(16 + 4 * 28 * 28).putInt(0xd03).putInt(1).array();
    files.put(DatasetFile.TRAIN_IMAGES, floats);

    refuses("train-images does not begin with the magic number 0x00000803");
  }

  @Test
  void aHeaderThatClaimsTooMuchIsRefused() {
    byte[] huge =
        ByteBuffer.allocate(16).putInt(0x803).putInt(1 << 30).putInt(28).putInt(28).array();
    files.put(DatasetFile.TEST_IMAGES, huge);

    refuses("test-images declares the shape");
  }

  private void refuses(String reason) {
    assertThatThrownBy(() -> Dataset.of(files))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(reason);
  }

  private static byte[] images(int count, int side) {
    return Idx.write(new byte[count * side * side], count, side, side);
  }

  private static byte[] labels(int... labels) {
    byte[] elements = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      elements[i] = (byte) labels[i];
    }
    return Idx.write(elements, labels.length);
  }
}
