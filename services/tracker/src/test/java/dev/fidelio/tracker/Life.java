package dev.fidelio.tracker;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.AdmissionDecision;
import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.contracts.AliasRemoved;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplesGenerated;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.contracts.VersionArchived;
import dev.fidelio.contracts.VersionRegistered;
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
        new Experiment(
            id,
            model,
            "mnist",
            new Hyperparameters(32, 0.003, 2, 20, List.of(512, 256), 1.0, 1234),
            new Evaluation("inception-mnist", 10_000),
            Map.of("team", "vision", "mlflow.user", "mallory", "a|b", "c"),
            resumeFrom);
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
    EpochCompleted fact = new EpochCompleted(id, 1, epoch, 2, checkpoint(epoch), null, points);
    return message("epoch-" + epoch, 10 * epoch, fact);
  }

  Message trained() {
    List<Artifact> plots = List.of(file("plots/losses.png"));
    return message("trained", 30, new ModelTrained(id, 1, model, DATASET, checkpoint(2), plots));
  }

  Message sampled() {
    List<Artifact> samples =
        List.of(
            file("samples/default/grid.png"),
            file("samples/default/images.npy"),
            file("samples/default/labels.npy"));
    return message("sampled", 40, new SamplesGenerated(id, 1, "default", 10_000, 1234, samples));
  }

  Message evaluated(double fid) {
    return evaluated(fid, file("scores/default/scorecard.png"));
  }

  Message evaluated(double fid, Artifact scorecard) {
    return message(
        "evaluated",
        50,
        new ModelEvaluated(
            id,
            1,
            "default",
            ExampleScores.whole(fid),
            List.of(List.of(980, 0), List.of(3, 1132)),
            null,
            List.of(scorecard)));
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
        new VersionRegistered(model, version, version, id, checkpoint(2), DATASET));
  }

  Message moved(String alias, int version, long sequence) {
    return message(
        "moved-" + sequence,
        60 + (int) sequence,
        new AliasMoved(model, sequence, alias, version, null, "ada", false, "better"));
  }

  Message removed(String alias, int version, long sequence) {
    return message(
        "removed-" + sequence,
        60 + (int) sequence,
        new AliasRemoved(model, sequence, alias, version, "ada", false, "withdrawn"));
  }

  Message archived(int version, long sequence) {
    return message(
        "archived-" + sequence,
        60 + (int) sequence,
        new VersionArchived(model, sequence, version, "ada", false, "worse than the next"));
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
    return new Artifact(name, Ids.sha256(content), content.length);
  }

  private Message message(String what, int second, Payload fact) {
    return Message.of(Ids.nameBased(id + "/" + what), NOON.plusSeconds(second), "test", fact);
  }
}
