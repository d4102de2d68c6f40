package dev.fidelio.registry;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelEvaluatedBuilder;
import dev.fidelio.contracts.ModelTrainedBuilder;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.PromotionTarget;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.SamplesGeneratedBuilder;
import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.TrainingProgressedBuilder;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.formats.Digests;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The facts of one experiment with two epochs. Asking a story twice for a fact returns the same
 * event.
 */
@RecordBuilder
record Story(
    String id,
    String model,
    long seed,
    Instant start,
    String resumeFrom,
    PromotionTarget promotion) {

  static final String DATASET = Digests.sha256("the data set".getBytes(StandardCharsets.UTF_8));
  static final String EXTRACTOR = Digests.sha256("the extractor".getBytes(StandardCharsets.UTF_8));
  static final byte[] GRID = "the picture".getBytes(StandardCharsets.UTF_8);

  private static final IntFunction<byte[]> WEIGHTS =
      epoch -> ("weights " + epoch).getBytes(StandardCharsets.UTF_8);
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.250Z");
  private static final int STEPS = 1875;

  /** The story of an experiment that was requested this many seconds after noon. */
  static Story of(String id, String model, int second) {
    return StoryBuilder.builder()
        .id(id)
        .model(model)
        .seed(7)
        .start(NOON.plusSeconds(second))
        .resumeFrom(null)
        .promotion(null)
        .build();
  }

  Story withSeed(long other) {
    return StoryBuilder.builder()
        .id(id)
        .model(model)
        .seed(other)
        .start(start)
        .resumeFrom(resumeFrom)
        .promotion(promotion)
        .build();
  }

  Story resuming(Story other) {
    return StoryBuilder.builder()
        .id(id)
        .model(model)
        .seed(seed)
        .start(start)
        .resumeFrom(other.id)
        .promotion(promotion)
        .build();
  }

  /** The story of an experiment whose model is to be promoted automatically. */
  Story challenging(String alias) {
    return StoryBuilder.builder()
        .id(id)
        .model(model)
        .seed(seed)
        .start(start)
        .resumeFrom(resumeFrom)
        .promotion(new PromotionTarget(alias))
        .build();
  }

  /** Stores the trained model's weights as the trainer does. */
  Story kept(ArtifactStore store) {
    Artifact weights = checkpoint(2);
    store.publish("experiments/" + id + "/" + weights.name(), WEIGHTS.apply(2));
    return this;
  }

  /** All facts from the acceptance to the score. */
  List<Message> whole() {
    List<Message> facts = new ArrayList<>(untilTrained());
    facts.add(sampled());
    facts.add(evaluated());
    return facts;
  }

  List<Message> untilTrained() {
    return List.of(accepted(), tracked(), started(1), epoch(1), epoch(2), trained());
  }

  Experiment experiment() {
    return ExperimentBuilder.builder()
        .experimentId(id)
        .model(model)
        .dataset("mnist")
        .hyperparameters(
            HyperparametersBuilder.builder(Hyperparameters.defaults(seed)).epochs(2).build())
        .evaluation(new Evaluation("inception-mnist", 10_000))
        .tags(Map.of("team", "vision"))
        .resumeFrom(resumeFrom)
        .promotion(promotion)
        .build();
  }

  Message accepted() {
    Coordinates source = new Coordinates("experiment-requested", 0, 17, start);
    return fact("accepted", 1, new ExperimentAccepted(experiment(), null, source));
  }

  Message tracked() {
    return fact("tracked", 2, new RunTracked(id, "run-" + id, "http://mlflow/#/runs/run-" + id));
  }

  Message started(int attempt) {
    return fact(
        "started-" + attempt, 3, new TrainingStarted(id, attempt, 0, Map.of("device", "cpu")));
  }

  /** Losses fall by ten each epoch, from 130 after the first. */
  Message epoch(int epoch) {
    Instant at = start.plusSeconds(3 + epoch);
    long step = (long) epoch * STEPS;
    return fact(
        "epoch-" + epoch,
        3 + epoch,
        EpochCompletedBuilder.builder()
            .experimentId(id)
            .attempt(1)
            .epoch(epoch)
            .epochs(2)
            .checkpoint(checkpoint(epoch))
            .previousCheckpoint(epoch == 1 ? null : checkpoint(epoch - 1).digest())
            .metrics(
                List.of(
                    new MetricPoint("train_loss", step, 140 - 10 * epoch, at),
                    new MetricPoint("test_loss", step, 141 - 10 * epoch, at),
                    new MetricPoint("images_per_second", step, 5000, at)))
            .build());
  }

  Message trained() {
    Artifact plot = artifact("plots/losses.png", "the curve".getBytes(StandardCharsets.UTF_8));
    return committed(
        "training",
        fact(
            "trained",
            6,
            ModelTrainedBuilder.builder()
                .experimentId(id)
                .attempt(1)
                .model(model)
                .datasetDigest(DATASET)
                .checkpoint(checkpoint(2))
                .artifacts(List.of(plot))
                .build()));
  }

  Message sampled() {
    return fact(
        "sampled",
        7,
        SamplesGeneratedBuilder.builder()
            .experimentId(id)
            .attempt(1)
            .evaluation("default")
            .samples(10_000)
            .seed(seed)
            .artifacts(List.of(artifact("samples/default/grid.png", GRID)))
            .build());
  }

  Message evaluated() {
    return evaluated("default", EXTRACTOR, 12.5);
  }

  Message evaluated(String evaluation, String extractor, double fid) {
    return evaluated(evaluation, extractor, fid, null);
  }

  /** Scored with a standard error; null for none. */
  Message evaluated(String evaluation, String extractor, double fid, Double error) {
    List<Score> scores = List.of(StoryScores.fid(fid, error, extractor));
    return committed(
        "evaluation/" + evaluation,
        fact("evaluated-" + evaluation, 8, new ModelEvaluated(id, 1, evaluation, scores)));
  }

  /** Scored again, with every score of a scorecard. */
  Message scorecard(String evaluation) {
    return committed(
        "evaluation/" + evaluation,
        fact(
            "evaluated-" + evaluation,
            10,
            ModelEvaluatedBuilder.builder()
                .experimentId(id)
                .attempt(1)
                .evaluation(evaluation)
                .scores(List.of(StoryScores.ofScorecard()))
                .confusion(List.of(List.of(980, 0), List.of(3, 1132)))
                .warnings(List.of("2 of 5000 samples are copies of others"))
                .artifacts(List.of(artifact("scores/" + evaluation + "/scorecard.png", GRID)))
                .build()));
  }

  Message evaluationFailed(String evaluation) {
    return fact(
        "failed-" + evaluation,
        11,
        new EvaluationFailed(id, "sampling/" + evaluation, 1, evaluation, "no such model"));
  }

  Message failed() {
    return fact("failed", 9, new ExperimentFailed(id, "training", 5, "the loss is not finite"));
  }

  Message cancelled() {
    return fact("cancelled", 9, new ExperimentCancelled(id, "training", "no longer needed"));
  }

  Message progressed(int step) {
    return fact(
        "progress-" + step,
        4,
        TrainingProgressedBuilder.builder()
            .experimentId(id)
            .attempt(1)
            .epoch(1)
            .epochs(2)
            .step(step)
            .steps(STEPS)
            .loss(131)
            .imagesPerSecond(4800)
            .build());
  }

  Artifact checkpoint(int epoch) {
    return artifact("checkpoints/epoch-000" + epoch + ".safetensors", WEIGHTS.apply(epoch));
  }

  /** Keeps the stage's outcome that announces a fact, as its worker would have, and returns it. */
  Message committed(String stage, Message fact) {
    URI store = ConfigProvider.getConfig().getValue("fidelio.artifacts.uri", URI.class);
    new CommitPoints(ArtifactStore.at(store))
        .commit(
            "experiments/%s/%s/outcome.json".formatted(id, stage),
            new CommitPoint(Status.DONE, 1, List.of(), List.of(fact)));
    return fact;
  }

  private Message fact(String what, int second, Payload payload) {
    return Message.of(Ids.nameBased(id + "/" + what), start.plusSeconds(second), "test", payload);
  }

  private static Artifact artifact(String name, byte[] content) {
    return new Artifact(name, Digests.sha256(content), content.length);
  }
}
