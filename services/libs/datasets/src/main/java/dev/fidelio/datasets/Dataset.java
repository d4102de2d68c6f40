package dev.fidelio.datasets;

import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A data set whose content has been checked.
 *
 * @param digest identifies the content: SHA-256 over the names and digests of the four files
 * @param train what models learn from
 * @param test what they are judged by
 */
public record Dataset(String digest, Split train, Split test) {

  /** The number of labels. */
  public static final int CLASSES = 10;

  /**
   * Checks and takes four files.
   *
   * @throws UnreadableException if they are no such data set, naming the file and what is wrong
   */
  public static Dataset of(Map<DatasetFile, byte[]> files) {
    Split train = split(files, DatasetFile.TRAIN_IMAGES, DatasetFile.TRAIN_LABELS);
    Split test = split(files, DatasetFile.TEST_IMAGES, DatasetFile.TEST_LABELS);
    if (test.height() != train.height() || test.width() != train.width()) {
      throw new UnreadableException(
          "%s holds images of %d × %d pixels and %s of %d × %d"
              .formatted(
                  DatasetFile.TEST_IMAGES.id(),
                  test.height(),
                  test.width(),
                  DatasetFile.TRAIN_IMAGES.id(),
                  train.height(),
                  train.width()),
          null);
    }
    Map<DatasetFile, String> digests =
        files.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, file -> Digests.sha256(file.getValue())));
    return new Dataset(digestOf(digests), train, test);
  }

  /** The data set's digest, which follows from those of its files. */
  public static String digestOf(Map<DatasetFile, String> digests) {
    Function<DatasetFile, String> line = file -> file.id() + " " + digests.get(file) + "\n";
    String lines = Stream.of(DatasetFile.values()).map(line).collect(Collectors.joining());
    return Digests.sha256(lines.getBytes(StandardCharsets.UTF_8));
  }

  private static Split split(
      Map<DatasetFile, byte[]> files, DatasetFile images, DatasetFile labels) {
    return Split.read(images, files.get(images), labels, files.get(labels), CLASSES);
  }
}
