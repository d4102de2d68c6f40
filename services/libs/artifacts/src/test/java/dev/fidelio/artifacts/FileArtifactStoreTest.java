package dev.fidelio.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileArtifactStoreTest {

  @TempDir Path folder;
  private ArtifactStore store;

  @BeforeEach
  void open() {
    store = ArtifactStore.at(folder.resolve("store").toUri());
  }

  @Test
  void theFirstToPublishANameKeepsIt() {
    assertThat(store.publish("a/b.json", bytes("first"))).isTrue();
    assertThat(store.publish("a/b.json", bytes("second"))).isFalse();

    assertThat(store.read("a/b.json")).contains(bytes("first"));
  }

  @Test
  void ofManyThatPublishANameAtOnceOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> writers =
        IntStream.range(0, 64)
            .<Callable<Boolean>>mapToObj(
                i -> () -> store.publish("contested", bytes("writer " + i)))
            .toList();

    List<Future<Boolean>> results = threads.invokeAll(writers);
    threads.shutdown();

    int winner = -1;
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).get()) {
        assertThat(winner).as("a second winner beside " + i).isEqualTo(-1);
        winner = i;
      }
    }
    assertThat(store.read("contested")).contains(bytes("writer " + winner));
  }

  @Test
  void aLinkGivesAFurtherNameOnlyWhereItIsFree() {
    store.publish("staged/1", bytes("one"));
    store.publish("staged/2", bytes("two"));

    assertThat(store.link("staged/1", "public")).isTrue();
    assertThat(store.link("staged/2", "public")).isFalse();
    assertThat(store.read("public")).contains(bytes("one"));
  }

  @Test
  void aNameThatWasNeverWrittenIsEmpty() {
    assertThat(store.read("nothing")).isEmpty();
    assertThat(store.open("nothing")).isEmpty();
    assertThat(store.list("nothing")).isEmpty();
  }

  @Test
  void aFolderListsItsFilesAndNothingUnfinished() throws IOException {
    store.publish("folder/b", bytes("b"));
    store.publish("folder/a/deep", bytes("deep"));
    Files.writeString(folder.resolve("store/folder/.unfinished-1"), "cut");

    assertThat(store.list("folder")).containsExactly("a", "b");
  }

  @Test
  void whatWritersHaveLeftIsSweptByAgeAndNothingElse() throws IOException {
    store.publish("folder/kept", bytes("kept"));
    Path root = folder.resolve("store/folder");
    Path abandoned = Files.writeString(root.resolve(".unfinished-1"), "cut");
    Path inUse = Files.writeString(root.resolve(".unfinished-2"), "cu");
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    Files.setLastModifiedTime(abandoned, FileTime.from(yesterday.minusSeconds(1)));
    Files.setLastModifiedTime(root.resolve("kept"), FileTime.from(yesterday.minusSeconds(1)));

    assertThat(store.sweep("folder", yesterday)).isEqualTo(1);

    assertThat(abandoned).doesNotExist();
    assertThat(inUse).exists();
    assertThat(store.read("folder/kept")).contains(bytes("kept"));
  }

  @Test
  void aStreamHoldsTheContent() throws IOException {
    store.publish("file", bytes("content"));

    try (InputStream content = store.open("file").orElseThrow()) {
      assertThat(content.readAllBytes()).isEqualTo(bytes("content"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../outside", "a/../../b", "a//b", "a/.hidden", "a b"})
  void aMalformedNameIsRefused(String name) {
    assertThatThrownBy(() -> store.read(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.publish(name, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStoreThatCannotBeWrittenIsUnavailable() throws IOException {
    Files.writeString(folder.resolve("store"), "a file where the folder should be");

    assertThatThrownBy(() -> store.publish("a/b", bytes("x")))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void anAddressOfAnotherSchemeIsRefused() {
    assertThatThrownBy(() -> ArtifactStore.at(URI.create("ftp://host/folder")))
        .hasMessageContaining("fidelio.artifacts.uri");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
