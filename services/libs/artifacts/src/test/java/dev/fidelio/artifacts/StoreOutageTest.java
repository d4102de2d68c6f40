package dev.fidelio.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a store is away is never taken for the absence of a file. */
class StoreOutageTest {

  private static final Map<String, Consumer<ArtifactStore>> CALLS =
      Map.of(
          "has", store -> store.has("a/b"),
          "has not", store -> store.has("a/none"),
          "size", store -> store.size("a/none"),
          "read", store -> store.read("a/none"),
          "open", store -> store.open("a/none"),
          "list", store -> store.list("none"),
          "publish", store -> store.publish("c/d", bytes("x")),
          "link", store -> store.link("a/b", "c/d"),
          "remove", store -> store.remove("a/b"),
          "check", ArtifactStore::check);

  @TempDir Path folder;
  private Path root;
  private ArtifactStore store;

  @BeforeEach
  void open() {
    root = folder.resolve("store");
    store = ArtifactStore.at(root.toUri());
    store.publish("a/b", bytes("content"));
  }

  @Test
  void aRootThatIsRenamedAwayIsUnavailableUntilItIsBack() throws IOException {
    Path away = Files.move(root, folder.resolve("away"));

    assertEachCallIsUnavailable("no store is there");
    assertThat(root).doesNotExist();

    Files.move(away, root);
    assertThat(store.read("a/b")).contains(bytes("content"));
    assertThat(store.has("a/none")).isFalse();
    assertThat(store.publish("c/d", bytes("x"))).isTrue();
  }

  @Test
  void anEmptyFolderInPlaceOfTheRootAsAfterAnUnmountIsUnavailable() throws IOException {
    Files.move(root, folder.resolve("away"));
    Files.createDirectory(root);

    assertEachCallIsUnavailable("no store is there");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void anotherStoreInPlaceOfThisOneIsUnavailable() throws IOException {
    Files.move(root, folder.resolve("away"));
    ArtifactStore.at(root.toUri()).check();

    assertThatThrownBy(() -> store.has("a/none"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("which this process has used");
    assertThatThrownBy(() -> store.publish("c/d", bytes("x")))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void aDamagedIdentityAndAFileInPlaceOfTheRootOrOfAFolderAreUnavailable() throws IOException {
    Files.move(root.resolve("a"), folder.resolve("a"));
    Files.writeString(root.resolve("a"), "a file where the folder should be");
    assertThatThrownBy(() -> store.read("a/b")).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.has("a/b")).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.list("a")).isInstanceOf(StoreUnavailableException.class);

    Files.writeString(root.resolve("store.json"), "{\"id\":");
    assertEachCallIsUnavailable("artifact store");

    Files.move(root, folder.resolve("away"));
    Files.writeString(root, "a file where the root should be");
    assertEachCallIsUnavailable("artifact store");
  }

  @Test
  void aFileThatCannotBeReadToItsEndIsUnavailable() throws IOException {
    // A folder opens like a file, and its first read is an error of the disk.
    Files.createDirectories(root.resolve("a/damaged"));

    try (InputStream content = store.open("a/damaged").orElseThrow()) {
      assertThatThrownBy(content::read).isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(content::readAllBytes).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void aStoreOfAVersionWithoutIdentitiesGetsOneAndNoOtherFolderDoes() throws IOException {
    Path earlier = Files.createDirectories(folder.resolve("earlier/experiments")).getParent();
    Path home = Files.createDirectories(folder.resolve("home/documents")).getParent();
    Path volume = Files.createDirectories(folder.resolve("volume/lost+found")).getParent();

    ArtifactStore.at(earlier.toUri()).check();
    ArtifactStore.at(volume.toUri()).check();

    assertThat(earlier.resolve("store.json")).exists();
    assertThat(volume.resolve("store.json")).exists();
    assertThatThrownBy(() -> ArtifactStore.at(home.toUri()).check())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("documents");
  }

  @Test
  void aStoreThatIsNamedByItsIdIsTheOnlyOneThatIsTaken() throws IOException {
    String id = Files.readString(root.resolve("store.json")).split("\"")[3];
    Path empty = folder.resolve("empty");

    assertThatCode(() -> ArtifactStore.at(root.toUri(), Optional.of(id)).check())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> ArtifactStore.at(empty.toUri(), Optional.of(id)).check())
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(empty).doesNotExist();
    assertThatThrownBy(() -> ArtifactStore.at(root.toUri(), Optional.of("other")).check())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("fidelio.artifacts.id");
  }

  private void assertEachCallIsUnavailable(String message) {
    CALLS.forEach(
        (name, call) ->
            assertThatThrownBy(() -> call.accept(store))
                .as(name)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(message));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
