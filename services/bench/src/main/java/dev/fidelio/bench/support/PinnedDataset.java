package dev.fidelio.bench.support;

import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.formats.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The environment variables that declare a data set, with its files' digests so that it is fetched
 * only once.
 */
final class PinnedDataset {

  private static final String PREFIX =
      "FIDELIO_DATASETS_" + OwnPlatform.DATASET.toUpperCase(Locale.ROOT) + "_";

  private PinnedDataset() {}

  static Map<String, String> declared(Path folder) throws IOException {
    Map<String, String> variables = new HashMap<>();
    variables.put(PREFIX + "FOLDER", folder.toString());
    for (DatasetFile file : DatasetFile.values()) {
      byte[] content = Files.readAllBytes(folder.resolve(file.publishedName()));
      String name = file.id().toUpperCase(Locale.ROOT).replace('-', '_');
      variables.put(PREFIX + name + "_SHA256", Digests.sha256(content));
    }
    return variables;
  }
}
