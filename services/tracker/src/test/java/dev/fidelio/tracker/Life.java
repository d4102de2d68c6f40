package dev.fidelio.tracker;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.AdmissionDecision;
import dev.fidelio.contracts.AliasMovedBuilder;
import dev.fidelio.contracts.AliasRemovedBuilder;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelEvaluatedBuilder;
import dev.fidelio.contracts.ModelTrainedBuilder;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplesGeneratedBuilder;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.contracts.VersionArchivedBuilder;
import dev.fidelio.contracts.VersionRegisteredBuilder;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The facts of one experiment of two epochs, and the files that they name. */
final class Life {

  static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  static final String DATASET = "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5";

  /** Some names that MLflow accepts, some that it refuses, and some that are nearly the same. */
  static final Map<String, String> TAGS =
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

  final String id;
  final String model;
  private final ArtifactStore store;
  private final ExperimentAccepted accepted;

  Life(String id, String model, ArtifactStore store) {
    this(id, model, store, null);
  }

  Life(String id, String model, ArtifactStore store, String resumeFrom) {
    this.id = id;
    this.model = model;
    this.store = store;
    Experiment experiment =
        ExperimentBuilder.builder()
            .experimentId(id)
            .model(model)
            .dataset("mnist")
            .hyperparameters(
                HyperparametersBuilder.builder(Hyperparameters.defaults(1234)).epochs(2).build())
            .evaluation(new Evaluation("inception-mnist", 10_000))
            .tags(TAGS)
            .resumeFrom(resumeFrom)
            .promotion(null)
            .build();
    this.accepted =
        new ExperimentAccepted(
            experiment, DATASET, new Coordinates("experiment-requested", 3, 17, NOON));
    AdmissionDecision decision =
        new AdmissionDecision(accepted.source(), new byte[0], experiment, List.of(accepted()));
    store.publish(path("request.json"), Json.bytes(decision));
  }

  /** An experiment and a model whose names no other test uses. */
  static Life ofItsOwn(ArtifactStore store) {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    return new Life("digits-" + unique, "model-" + unique, store);
  }

  List<Message> all() {
    List<Message> all = new ArrayList<>(training());
    all.add(trained());
    all.add(sampled());
    all.add(evaluated(12.5));
    return all;
  }

  List<Message> training() {
    return List.of(accepted(), started(), epoch(1, 120.25), epoch(2, 112.75));
  }

  Message accepted() {
    return message("accepted", 0, accepted);
  }

  Message started() {
    return message("started", 1, new TrainingStarted(id, 1, 0, Map.of("device", "cpu")));
  }

  Message epoch(int epoch, double testLoss) {
    Instant time = NOON.plusSeconds(10L * epoch);
    List<MetricPoint> points =
        List.of(
            new MetricPoint("train_loss", 1875L * epoch, testLoss + 1, time),
            new MetricPoint("test_loss", 1875L * epoch, testLoss, time),
            new MetricPoint("images_per_second", 1875L * epoch, 5000.5, time));
    EpochCompleted fact =
        EpochCompletedBuilder.builder()
            .experimentId(id)
            .attempt(1)
            .epoch(epoch)
            .epochs(2)
            .checkpoint(checkpoint(epoch))
            .previousCheckpoint(null)
            .metrics(points)
            .build();
    return message("epoch-" + epoch, 10 * epoch, fact);
  }

  Message trained() {
    List<Artifact> plots = List.of(file("plots/losses.png"));
    return message(
        "trained",
        30,
        ModelTrainedBuilder.builder()
            .experimentId(id)
            .attempt(1)
            .model(model)
            .datasetDigest(DATASET)
            .checkpoint(checkpoint(2))
            .artifacts(plots)
            .build());
  }

  Message sampled() {
    List<Artifact> samples =
        List.of(
            file("samples/default/grid.png"),
            file("samples/default/images.npy"),
            file("samples/default/labels.npy"));
    return message(
        "sampled",
        40,
        SamplesGeneratedBuilder.builder()
            .experimentId(id)
            .attempt(1)
            .evaluation("default")
            .samples(10_000)
            .seed(1234)
            .artifacts(samples)
            .build());
  }

  Message evaluated(double fid) {
    return evaluated(fid, file("scores/default/scorecard.png"));
  }

  Message evaluated(double fid, Artifact scorecard) {
    return message(
        "evaluated",
        50,
        ModelEvaluatedBuilder.builder()
            .experimentId(id)
            .attempt(1)
            .evaluation("default")
            .scores(ExampleScores.whole(fid))
            .confusion(List.of(List.of(980, 0), List.of(3, 1132)))
            .warnings(null)
            .artifacts(List.of(scorecard))
            .build());
  }

  Message failed(String reason) {
    return message("failed", 60, new ExperimentFailed(id, "training", 1, reason));
  }

  Message cancelled(String reason) {
    return message("cancelled", 60, new ExperimentCancelled(id, "sampling/default", reason));
  }

  Message registered(int version) {
    return message(
        "registered",
        31,
        VersionRegisteredBuilder.builder()
            .model(model)
            .sequence(version)
            .version(version)
            .experimentId(id)
            .checkpoint(checkpoint(2))
            .datasetDigest(DATASET)
            .build());
  }

  Message moved(String alias, int version, long sequence) {
    return message(
        "moved-" + sequence,
        60 + (int) sequence,
        AliasMovedBuilder.builder()
            .model(model)
            .sequence(sequence)
            .alias(alias)
            .version(version)
            .previousVersion(null)
            .by("ada")
            .verified(false)
            .reason("better")
            .build());
  }

  Message removed(String alias, int version, long sequence) {
    return message(
        "removed-" + sequence,
        60 + (int) sequence,
        AliasRemovedBuilder.builder()
            .model(model)
            .sequence(sequence)
            .alias(alias)
            .previousVersion(version)
            .by("ada")
            .verified(false)
            .reason("withdrawn")
            .build());
  }

  Message archived(int version, long sequence) {
    return message(
        "archived-" + sequence,
        60 + (int) sequence,
        VersionArchivedBuilder.builder()
            .model(model)
            .sequence(sequence)
            .version(version)
            .by("ada")
            .verified(false)
            .reason("worse than the next")
            .build());
  }

  Message scoredAgain(double fid) {
    return message("scored-again", 55, new ModelEvaluated(id, 1, "again", ExampleScores.bare(fid)));
  }

  Artifact checkpoint(int epoch) {
    return file("checkpoints/epoch-000%d.safetensors".formatted(epoch));
  }

  byte[] content(String name) {
    return (id + "/" + name).repeat(100).getBytes(StandardCharsets.UTF_8);
  }

  String path(String name) {
    return "experiments/" + id + "/" + name;
  }

  private Artifact file(String name) {
    return file(name, content(name));
  }

  /** A file of that name in the store. */
  Artifact file(String name, byte[] content) {
    store.publish(path(name), content);
    return new Artifact(name, Digests.sha256(content), content.length);
  }

  private Message message(String what, int second, Payload fact) {
    return Message.of(Ids.nameBased(id + "/" + what), NOON.plusSeconds(second), "test", fact);
  }
}
