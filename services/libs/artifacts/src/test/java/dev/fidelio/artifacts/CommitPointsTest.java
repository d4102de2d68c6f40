package dev.fidelio.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.RemovedFiles.Removal;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitPointsTest {

  @TempDir Path folder;
  private ArtifactStore store;
  private CommitPoints points;

  @BeforeEach
  void open() {
    store = ArtifactStore.at(folder.toUri());
    points = new CommitPoints(store);
  }

  @Test
  void theFirstCommitStandsWithItsFiles() {
    CommitPoint first = points.commit("e/outcome.json", attempt(1, "one"));
    CommitPoint second = points.commit("e/outcome.json", attempt(2, "two"));

    assertThat(second).isEqualTo(first).isEqualTo(attempt(1, "one"));
    assertThat(store.read("e/model")).contains("one".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whoeverFindsACommitPointNamesItsFiles() {
    // As after a crash between writing the commit point and naming the files.
    store.publish("e/outcome.json", Json.bytes(attempt(1, "one")));

    points.find("e/outcome.json");

    assertThat(store.read("e/model")).contains("one".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void deletedFilesAreNotBroughtBack() {
    RemovedFiles removed = new RemovedFiles(store);
    CommitPoint committed = points.commit("e/outcome.json", attempt(1, "one"));
    Removal removal = new Removal(Instant.EPOCH, "no longer needed");

    removed.remove("e/model", List.of("e/claims/0001/model"), removal);

    assertThat(points.find("e/outcome.json")).contains(committed);
    assertThat(store.has("e/model")).isFalse();
    assertThat(store.has("e/claims/0001/model")).isFalse();
    assertThat(removed.of("e/model")).contains(removal);
    assertThat(removed.of("e/outcome.json")).isEmpty();
  }

  @Test
  void aRemovalThatWasInterruptedBringsNothingBackEither() {
    CommitPoint committed = points.commit("e/outcome.json", attempt(1, "one"));
    store.publish("e/model.removed", Json.bytes(new Removal(Instant.EPOCH, "no longer needed")));
    store.remove("e/model");

    assertThat(points.find("e/outcome.json")).contains(committed);
    assertThat(store.has("e/model")).isFalse();
  }

  @Test
  void noCommitPointIsEmptyAndADamagedOneIsAnError() {
    store.publish("e/outcome.json", "{\"status\":".getBytes(StandardCharsets.UTF_8));

    assertThat(points.find("other/outcome.json")).isEmpty();
    assertThatThrownBy(() -> points.find("e/outcome.json")).isInstanceOf(UnreadableException.class);
  }

  private CommitPoint attempt(int number, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String from = "e/claims/%04d/model".formatted(number);
    store.publish(from, bytes);
    ExperimentFailed fact = new ExperimentFailed("e", "training", number, content);
    return new CommitPoint(
        Status.DONE,
        number,
        List.of(new StagedFile(from, "e/model", Digests.sha256(bytes), bytes.length)),
        List.of(Message.of("event-" + number, Instant.EPOCH, "trainer", fact)));
  }
}
