package dev.fidelio.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One example of every payload. */
final class Examples {

  static final String DIGEST = "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5";
  static final Instant NOON = Instant.parse("2026-01-02T12:00:00.250Z");
  static final Hyperparameters HYPERPARAMETERS =
      new Hyperparameters(32, 0.003, 10, 20, List.of(512, 256), 1.0, 1234);
  static final Experiment EXPERIMENT =
      new Experiment(
          "digits-1",
          "mnist-cvae",
          "mnist",
          HYPERPARAMETERS,
          new Evaluation("inception-mnist", 10_000),
          Map.of("team", "vision"),
          null);
  static final Experiment CHALLENGER =
      new Experiment(
          "digits-1",
          "mnist-cvae",
          "mnist",
          HYPERPARAMETERS,
          new Evaluation("inception-mnist", 10_000),
          Map.of("team", "vision"),
          null,
          new PromotionTarget("champion"));
  static final Coordinates SOURCE = new Coordinates("experiment-requested", 3, 17, NOON);
  static final Artifact CHECKPOINT =
      new Artifact("checkpoints/epoch-0010.safetensors", DIGEST, 13_000_000);

  /** A score from when it was a plain number. */
  static final ModelEvaluated FORMER_SCORE =
      new ModelEvaluated("digits-1", 1, "default", List.of(score(null, null, null)));

  /** An acceptance from before automatic promotion. */
  private static final ExperimentAccepted FORMER_ACCEPTANCE =
      new ExperimentAccepted(EXPERIMENT, DIGEST, SOURCE);

  private Examples() {}

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
        new DatasetIngested(
            DIGEST,
            "mnist",
            "/data/mnist",
            60_000,
            10_000,
            28,
            28,
            10,
            List.of(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009),
            List.of(new Artifact("train-images", DIGEST, 47_040_016))),
        new TrainingStarted("digits-1", 1, 0, Map.of("device", "cpu", "threads", "2")),
        new EpochCompleted(
            "digits-1",
            1,
            2,
            10,
            CHECKPOINT,
            DIGEST,
            List.of(new MetricPoint("test_loss", 3750, 112.7, NOON))),
        new ModelTrained(
            "digits-1",
            1,
            "mnist-cvae",
            DIGEST,
            CHECKPOINT,
            List.of(new Artifact("plots/losses.png", DIGEST, 20_000))),
        new SamplesGenerated(
            "digits-1",
            1,
            "default",
            10_000,
            1234,
            List.of(new Artifact("samples/default/grid.png", DIGEST, 50_000))),
        new ModelEvaluated(
            "digits-1",
            1,
            "default",
            List.of(score(0.25, 0.04, 592.0)),
            List.of(List.of(980, 0), List.of(3, 1132)),
            List.of("2 of 10000 samples are copies of others"),
            List.of(new Artifact("scores/default/scorecard.png", DIGEST, 40_000))),
        new EvaluationFailed(
            "digits-1", "evaluation/again", 1, "again", "no extractor is named inception-v4"),
        new ExperimentFailed("digits-1", "training", 1, "the loss is not finite"),
        new ExperimentCancelled("digits-1", "training", "a better idea"),
        new CancellationRequested("digits-1", "a better idea"),
        new RunTracked("digits-1", "f0c1", "http://127.0.0.1:5000/#/experiments/1/runs/f0c1"),
        new VersionRegistered("mnist-cvae", 1, 1, "digits-1", CHECKPOINT, DIGEST),
        new VersionArchived("mnist-cvae", 5, 1, "ada", false, "worse than the next"),
        new AliasMoved("mnist-cvae", 3, "champion", 2, 1, "ada", false, "lower FID"),
        new AliasRemoved("mnist-cvae", 4, "champion", 2, "ada", false, "withdrawn"),
        new AliasDrifted("mnist-cvae", "champion", 3, 2, 1, "4"),
        new AliasMended("mnist-cvae", "champion", NOON),
        new TrainingProgressed("digits-1", 1, 2, 10, 625, 1875, 115.5, 5000.0));
  }

  static Score score(Double uncertainty, Double floor, Double noise) {
    return new Score(
        "fid",
        12.5,
        uncertainty,
        floor,
        noise,
        "inception-mnist",
        DIGEST,
        "fidelio-mnist",
        DIGEST,
        "test",
        10_000,
        10_000);
  }
}
