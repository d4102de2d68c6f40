package dev.fidelio.registry;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The files of a story's workers in the store. */
record StoredStory(ArtifactStore store, Story story) {

  /** Commits an epoch for each test loss, then the training, and leaves an interim state. */
  StoredStory trained(double... losses) {
    for (int i = 0; i < losses.length; i++) {
      Instant at = story.start().plusSeconds(i);
      List<MetricPoint> points = List.of(new MetricPoint("test_loss", i, losses[i], at));
      EpochCompleted fact =
          EpochCompletedBuilder.builder()
              .experimentId(story.id())
              .attempt(1)
              .epoch(i + 1)
              .epochs(losses.length)
              .checkpoint(story.checkpoint(i + 1))
              .previousCheckpoint(null)
              .metrics(points)
              .build();
      Message message = Message.of("epoch-" + story.id() + i, at, "trainer", fact);
      commit("checkpoints/epoch-000" + (i + 1), checkpoint(i + 1), "weights " + (i + 1), message);
    }
    Message trained = story.trained();
    store.remove(path("training/outcome.json"));
    commit("training/outcome", "plots/losses.png", "the curve", trained);
    store.publish(path("training/claims/0002/interim/epoch-0001-step-7"), content("a state"));
    store.publish(path("training/claims/0002/end.json"), content("{\"failed\": false}"));
    store.publish(path("request.json"), content("{}"));
    return this;
  }

  boolean has(String name) {
    return store.has(path(name));
  }

  String path(String name) {
    return "experiments/" + story.id() + "/" + name;
  }

  static String checkpoint(int epoch) {
    return "checkpoints/epoch-000" + epoch + ".safetensors";
  }

  private void commit(String point, String file, String text, Message message) {
    byte[] content = content(text);
    String from = path("training/claims/0001/" + file);
    store.publish(from, content);
    StagedFile staged = new StagedFile(from, path(file), Digests.sha256(content), content.length);
    new CommitPoints(store)
        .commit(
            path(point + ".json"),
            new CommitPoint(Status.DONE, 1, List.of(staged), List.of(message)));
  }

  private static byte[] content(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
