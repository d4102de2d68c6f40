package dev.fidelio.tracker;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Message;
import dev.fidelio.testing.ExampleExperiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Examples with tags that MLflow makes difficult, and their facts without the tracker's own. */
final class MirroredExamples {

  /** Some names that MLflow accepts, some that it refuses, and some that are nearly the same. */
  private static final Map<String, String> TAGS =
      Map.of(
          "team",
          "vision",
          "mlflow.user",
          "mallory",
          "user.mlflow.user",
          "trent",
          "a|b",
          "c",
          "a/b",
          "d",
          "团队",
          "视觉",
          "项目",
          "二",
          "😀",
          "👩‍👩‍👧",
          "../e\u0301\n\"",
          "",
          "x".repeat(250),
          "long");

  private MirroredExamples() {}

  static ExampleExperiment of(String id, String model) {
    return ExampleExperiment.of(id, model, 0).withTags(TAGS).withKnownDataset();
  }

  /** An experiment and a model whose names no other test uses, with its files in the store. */
  static ExampleExperiment ofItsOwn(ArtifactStore store) {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    return of("digits-" + unique, "model-" + unique).withFilesIn(store);
  }

  /** From the acceptance to the last epoch. */
  static List<Message> training(ExampleExperiment example) {
    return List.of(example.accepted(), example.started(1), example.epoch(1), example.epoch(2));
  }

  /** From the acceptance to every score. */
  static List<Message> whole(ExampleExperiment example) {
    List<Message> facts = new ArrayList<>(training(example));
    facts.add(example.trained());
    facts.add(example.sampled());
    facts.add(example.scorecard("default", 12.5));
    return facts;
  }
}
