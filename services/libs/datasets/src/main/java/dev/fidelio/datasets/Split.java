package dev.fidelio.datasets;

import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.formats.ByteArray;
import dev.fidelio.formats.Idx;
import dev.fidelio.formats.MalformedFileException;

/**
 * Images with their labels.
 *
 * @param count how many
 * @param height pixels down
 * @param width pixels across
 * @param images grey values, count × height × width, row by row
 * @param labels the label of each image, from 0
 */
public record Split(int count, int height, int width, byte[] images, byte[] labels) {

  /**
   * Reads a pair of IDX files.
   *
   * @param classes how many labels there may be
   * @throws UnreadableException if one is no such file, if their counts differ, or if a label is
   *     out of range
   */
  static Split read(
      DatasetFile imagesFile, byte[] images, DatasetFile labelsFile, byte[] labels, int classes) {
    ByteArray pixels = read(imagesFile, images, 3);
    ByteArray values = read(labelsFile, labels, 1);
    if (pixels.shape()[0] != values.shape()[0]) {
      throw new UnreadableException(
          "%s holds %d images and %s %d labels"
              .formatted(imagesFile.id(), pixels.shape()[0], labelsFile.id(), values.shape()[0]),
          null);
    }
    for (int i = 0; i < values.elements().length; i++) {
      int label = Byte.toUnsignedInt(values.elements()[i]);
      if (label >= classes) {
        throw new UnreadableException(
            "%s: label %d is %d (allowed: 0 to %d)"
                .formatted(labelsFile.id(), i, label, classes - 1),
            null);
      }
    }
    return new Split(
        pixels.shape()[0],
        pixels.shape()[1],
        pixels.shape()[2],
        pixels.elements(),
        values.elements());
  }

  private static ByteArray read(DatasetFile file, byte[] content, int dimensions) {
    try {
      return Idx.read(file.id(), content, dimensions);
    } catch (MalformedFileException e) {
      throw new UnreadableException(e.getMessage(), e);
    }
  }

  /** How many images each label has, in the order of the labels. */
  public int[] labelCounts(int classes) {
    int[] counts = new int[classes];
    for (byte label : labels) {
      counts[label]++;
    }
    return counts;
  }
}
