package dev.fidelio.trainer;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngestedBuilder;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.formats.Digests;
import dev.fidelio.testing.SmallMnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The data set {@code small}: the first images of MNIST. */
final class SmallDataset {

  private static final int IMAGES = 1_000;

  private SmallDataset() {}

  /** Writes its files into the folder, keeps them in the store, and returns their digest. */
  static String keep(ArtifactStore store, Path folder) throws IOException {
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    Path images = SmallMnist.write(folder, IMAGES);
    for (DatasetFile file : DatasetFile.values()) {
      files.put(file, Files.readAllBytes(images.resolve(file.publishedName())));
    }
    Dataset small = Dataset.of(files);
    Payload fact =
        DatasetIngestedBuilder.builder()
            .digest(small.digest())
            .name("small")
            .origin("test")
            .trainCount(IMAGES)
            .testCount(IMAGES)
            .height(28)
            .width(28)
            .classes(10)
            .testLabelCounts(List.of())
            .files(
                files.entrySet().stream()
                    .map(
                        file ->
                            new Artifact(
                                file.getKey().id(),
                                Digests.sha256(file.getValue()),
                                file.getValue().length))
                    .toList())
            .build();
    new Datasets(store)
        .keep(small.digest(), files, Message.of(small.digest(), Instant.EPOCH, "test", fact));
    return small.digest();
  }
}
