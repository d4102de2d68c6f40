package dev.fidelio.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngestedBuilder;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.formats.Digests;
import dev.fidelio.formats.Idx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {

  private final Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
  @TempDir Path folder;
  private ArtifactStore store;
  private Datasets datasets;
  private String digest;
  private Message ingested;
  private Path labels;

  @BeforeEach
  void keep() {
    byte[] images = Idx.write(new byte[2 * 8 * 8], 2, 8, 8);
    files.put(DatasetFile.TRAIN_IMAGES, images);
    files.put(DatasetFile.TRAIN_LABELS, Idx.write(new byte[] {1, 2}, 2));
    files.put(DatasetFile.TEST_IMAGES, images);
    files.put(DatasetFile.TEST_LABELS, Idx.write(new byte[] {3, 4}, 2));
    digest = Dataset.of(files).digest();
    List<Artifact> artifacts =
        files.entrySet().stream()
            .map(
                file ->
                    new Artifact(
                        file.getKey().id(),
                        Digests.sha256(file.getValue()),
                        file.getValue().length))
            .toList();
    ingested =
        Message.of(
            digest,
            Instant.EPOCH,
            "test",
            DatasetIngestedBuilder.builder()
                .digest(digest)
                .name("tiny")
                .origin("test")
                .trainCount(2)
                .testCount(2)
                .height(8)
                .width(8)
                .classes(10)
                .testLabelCounts(List.of())
                .files(artifacts)
                .build());
    store = ArtifactStore.at(folder.toUri());
    datasets = new Datasets(store);
    datasets.keep(digest, files, ingested);
    labels = folder.resolve("datasets/" + digest + "/test-labels");
  }

  @Test
  void aDamagedFileIsSetAsideAndStoredAgain() throws IOException {
    assertThat(datasets.isWhole(digest)).isTrue();
    rot();

    assertThat(datasets.isWhole(digest)).isFalse();
    assertThat(labels).doesNotExist();
    assertThat(store.list("datasets/" + digest))
        .anyMatch(name -> name.startsWith("test-labels.damaged-"));
    assertThat(datasets.keep(digest, files, ingested).payload()).isEqualTo(ingested.payload());
    assertThat(datasets.isWhole(digest)).isTrue();
    assertThat(datasets.load(digest).test().labels()).containsExactly(3, 4);
  }

  @Test
  void storingADatasetReplacesWhatWasDamaged() throws IOException {
    rot();

    datasets.keep(digest, files, ingested);

    assertThat(datasets.load(digest).test().labels()).containsExactly(3, 4);
  }

  @Test
  void aFileIsVerifiedOnceUntilItsTimeOrSizeChangesAndAgainByEveryProcess() throws IOException {
    FileTime written = Files.getLastModifiedTime(labels);
    assertThat(datasets.isWhole(digest)).isTrue();
    rot();
    Files.setLastModifiedTime(labels, written);

    assertThat(datasets.isWhole(digest)).isTrue();
    assertThat(new Datasets(store).isWhole(digest)).isFalse();
  }

  @Test
  void aDamagedFileThatIsLoadedIsRefusedAndSetAside() throws IOException {
    rot();

    assertThatThrownBy(() -> datasets.load(digest))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("was set aside");
    assertThat(labels).doesNotExist();
    assertThat(datasets.isWhole(digest)).isFalse();
  }

  @Test
  void aDatasetThatIsNotInTheStoreIsNotWhole() throws IOException {
    Files.delete(labels);

    assertThat(datasets.isWhole(digest)).isFalse();
    assertThat(datasets.isWhole("0".repeat(64))).isFalse();
  }

  private void rot() throws IOException {
    byte[] content = Files.readAllBytes(labels);
    content[content.length - 1] ^= 1;
    Files.write(labels, content);
  }
}
