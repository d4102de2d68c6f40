package dev.fidelio.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One record of every payload, as the golden files hold them. */
final class GoldenRecords {

  static final String DIGEST = "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5";
  static final Instant NOON = Instant.parse("2026-01-02T12:00:00.250Z");
  static final Hyperparameters HYPERPARAMETERS = Hyperparameters.defaults(1234);
  static final Experiment EXPERIMENT =
      ExperimentBuilder.builder()
          .experimentId("digits-1")
          .model("mnist-cvae")
          .dataset("mnist")
          .hyperparameters(HYPERPARAMETERS)
          .evaluation(new Evaluation("inception-mnist", 10_000))
          .tags(Map.of("team", "vision"))
          .resumeFrom(null)
          .promotion(null)
          .build();
  static final Experiment CHALLENGER =
      ExperimentBuilder.builder(EXPERIMENT).promotion(new PromotionTarget("champion")).build();
  static final Coordinates SOURCE = new Coordinates("experiment-requested", 3, 17, NOON);
  static final Artifact CHECKPOINT =
      new Artifact("checkpoints/epoch-0010.safetensors", DIGEST, 13_000_000);

  /** A score from when it was a plain number. */
  static final ModelEvaluated FORMER_SCORE =
      new ModelEvaluated("digits-1", 1, "default", List.of(score(null, null, null)));

  /** An acceptance from before automatic promotion. */
  private static final ExperimentAccepted FORMER_ACCEPTANCE =
      new ExperimentAccepted(EXPERIMENT, DIGEST, SOURCE);

  private GoldenRecords() {}

  /** What an example could contain in that version. */
  static Payload asSaidIn(String version, Payload payload) {
    if (payload instanceof ExperimentAccepted && !version.equals("v3")) {
      return FORMER_ACCEPTANCE;
    }
    return version.equals("v1") && payload instanceof ModelEvaluated ? FORMER_SCORE : payload;
  }

  static List<Payload> all() {
    return List.of(
        new DatasetRequested(EXPERIMENT),
        new TrainingRequested(EXPERIMENT, DIGEST),
        new SamplingRequested(EXPERIMENT, DIGEST, "default", CHECKPOINT),
        new EvaluationRequested(
            EXPERIMENT,
            DIGEST,
            "default",
            new Artifact("samples/default/images.npy", DIGEST, 7_840_128),
            new Artifact("samples/default/labels.npy", DIGEST, 10_128)),
        new ExperimentAccepted(CHALLENGER, DIGEST, SOURCE),
        new ExperimentRejected(
            "digits-2",
            "digits-1",
            List.of(new Violation("hyperparameters.epochs", "0", "an integer from 1 to 1000")),
            SOURCE),
        DatasetIngestedBuilder.builder()
            .digest(DIGEST)
            .name("mnist")
            .origin("/data/mnist")
            .trainCount(60_000)
            .testCount(10_000)
            .height(28)
            .width(28)
            .classes(10)
            .testLabelCounts(List.of(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009))
            .files(List.of(new Artifact("train-images", DIGEST, 47_040_016)))
            .build(),
        new TrainingStarted("digits-1", 1, 0, Map.of("device", "cpu", "threads", "2")),
        EpochCompletedBuilder.builder()
            .experimentId("digits-1")
            .attempt(1)
            .epoch(2)
            .epochs(10)
            .checkpoint(CHECKPOINT)
            .previousCheckpoint(DIGEST)
            .metrics(List.of(new MetricPoint("test_loss", 3750, 112.7, NOON)))
            .build(),
        ModelTrainedBuilder.builder()
            .experimentId("digits-1")
            .attempt(1)
            .model("mnist-cvae")
            .datasetDigest(DIGEST)
            .checkpoint(CHECKPOINT)
            .artifacts(List.of(new Artifact("plots/losses.png", DIGEST, 20_000)))
            .build(),
        SamplesGeneratedBuilder.builder()
            .experimentId("digits-1")
            .attempt(1)
            .evaluation("default")
            .samples(10_000)
            .seed(1234)
            .artifacts(List.of(new Artifact("samples/default/grid.png", DIGEST, 50_000)))
            .build(),
        ModelEvaluatedBuilder.builder()
            .experimentId("digits-1")
            .attempt(1)
            .evaluation("default")
            .scores(List.of(score(0.25, 0.04, 592.0)))
            .confusion(List.of(List.of(980, 0), List.of(3, 1132)))
            .warnings(List.of("2 of 10000 samples are copies of others"))
            .artifacts(List.of(new Artifact("scores/default/scorecard.png", DIGEST, 40_000)))
            .build(),
        new EvaluationFailed(
            "digits-1", "evaluation/again", 1, "again", "no extractor is named inception-v4"),
        new ExperimentFailed("digits-1", "training", 1, "the loss is not finite"),
        new ExperimentCancelled("digits-1", "training", "a better idea"),
        new CancellationRequested("digits-1", "a better idea"),
        new RunTracked("digits-1", "f0c1", "http://127.0.0.1:5000/#/experiments/1/runs/f0c1"),
        VersionRegisteredBuilder.builder()
            .model("mnist-cvae")
            .sequence(1)
            .version(1)
            .experimentId("digits-1")
            .checkpoint(CHECKPOINT)
            .datasetDigest(DIGEST)
            .build(),
        VersionArchivedBuilder.builder()
            .model("mnist-cvae")
            .sequence(5)
            .version(1)
            .by("ada")
            .verified(false)
            .reason("worse than the next")
            .build(),
        AliasMovedBuilder.builder()
            .model("mnist-cvae")
            .sequence(3)
            .alias("champion")
            .version(2)
            .previousVersion(1)
            .by("ada")
            .verified(false)
            .reason("lower FID")
            .build(),
        AliasRemovedBuilder.builder()
            .model("mnist-cvae")
            .sequence(4)
            .alias("champion")
            .previousVersion(2)
            .by("ada")
            .verified(false)
            .reason("withdrawn")
            .build(),
        AliasDriftedBuilder.builder()
            .model("mnist-cvae")
            .alias("champion")
            .sequence(3)
            .expected(2)
            .found(1)
            .foundInMlflow("4")
            .build(),
        new AliasMended("mnist-cvae", "champion", NOON),
        TrainingProgressedBuilder.builder()
            .experimentId("digits-1")
            .attempt(1)
            .epoch(2)
            .epochs(10)
            .step(625)
            .steps(1875)
            .loss(115.5)
            .imagesPerSecond(5000.0)
            .build());
  }

  static Score score(Double uncertainty, Double floor, Double noise) {
    return ScoreBuilder.builder()
        .metric("fid")
        .value(12.5)
        .uncertainty(uncertainty)
        .floor(floor)
        .noise(noise)
        .extractor("inception-mnist")
        .extractorDigest(DIGEST)
        .profile("fidelio-mnist")
        .datasetDigest(DIGEST)
        .split("test")
        .referenceCount(10_000)
        .sampleCount(10_000)
        .build();
  }
}
