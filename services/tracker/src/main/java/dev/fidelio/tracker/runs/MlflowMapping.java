package dev.fidelio.tracker.runs;

import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mlflow.api.proto.Service.RunStatus;

/** Maps facts to MLflow's parameters, tags, metrics, descriptions and run states. */
public final class MlflowMapping {

  public static final String DATASET = "fidelio.dataset";
  public static final String DIGEST = "fidelio.dataset.digest";

  /** The metric of the images of one label. */
  public static final Pattern ONE_LABEL = Pattern.compile(".*_\\d");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int LONGEST = 1000;

  private MlflowMapping() {}

  public static Map<String, String> params(Hyperparameters hyperparameters) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("batch_size", Integer.toString(hyperparameters.batchSize()));
    params.put("learning_rate", Double.toString(hyperparameters.learningRate()));
    params.put("epochs", Integer.toString(hyperparameters.epochs()));
    params.put("latent_size", Integer.toString(hyperparameters.latentSize()));
    params.put("hidden_sizes", hyperparameters.hiddenSizes().toString());
    params.put("beta", Double.toString(hyperparameters.beta()));
    params.put("seed", Long.toString(hyperparameters.seed()));
    params.put("optimizer", hyperparameters.optimizer());
    params.put("weight_decay", hyperparameters.weightDecay().toString());
    params.put("schedule", hyperparameters.schedule());
    params.put("warm_up_epochs", hyperparameters.warmUpEpochs().toString());
    params.put("kl_warm_up_epochs", hyperparameters.klWarmUpEpochs().toString());
    params.put("clip_norm", hyperparameters.clipNorm().toString());
    params.put("patience", hyperparameters.patience().toString());
    return params;
  }

  public static Map<String, String> tags(ExperimentAccepted accepted) {
    Experiment experiment = accepted.experiment();
    Map<String, String> tags = new TreeMap<>();
    experiment.tags().forEach((name, value) -> tags.put(MlflowNames.ofUser(name), value));
    tags.put("fidelio.model", experiment.model());
    tags.put(DATASET, experiment.dataset());
    tags.put("fidelio.extractor", experiment.evaluation().extractor());
    tags.put("fidelio.samples", Integer.toString(experiment.evaluation().samples()));
    tags.put("fidelio.seed", Long.toString(experiment.hyperparameters().seed()));
    tags.put("fidelio.source", accepted.source().toString());
    if (experiment.resumeFrom() != null) {
      tags.put("fidelio.resume-from", experiment.resumeFrom());
    }
    tags.put("mlflow.user", "fidelio");
    tags.put("mlflow.source.name", "fidelio");
    tags.put("mlflow.source.type", "JOB");
    if (accepted.datasetDigest() != null) {
      tags.put(DIGEST, accepted.datasetDigest());
    }
    return tags;
  }

  public static Map<String, String> environment(Map<String, String> environment) {
    Map<String, String> tags = new TreeMap<>();
    environment.forEach((name, value) -> tags.put("fidelio.environment." + name, shortened(value)));
    return tags;
  }

  /**
   * The scores as points of metrics. Those of a further evaluation have metrics of their own.
   *
   * @param step the number of training steps done
   */
  public static List<MetricPoint> points(ModelEvaluated evaluated, long step, Instant time) {
    List<MetricPoint> points = new ArrayList<>();
    for (Score score : evaluated.scores()) {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("", score.value());
      values.put("_uncertainty", score.uncertainty());
      values.put("_floor", score.floor());
      values.put("_noise", score.noise());
      values.forEach(
          (part, value) -> {
            if (value != null) {
              String name = metric(evaluated, score.metric() + part);
              points.add(new MetricPoint(name, step, value, time));
            }
          });
    }
    return points;
  }

  /**
   * Everything that other scores must share to be comparable; those of one label share what the
   * whole has.
   */
  public static Map<String, String> tags(ModelEvaluated evaluated) {
    Map<String, String> tags = new TreeMap<>();
    if (!evaluated.warnings().isEmpty()) {
      tags.put(
          "fidelio." + metric(evaluated, "warnings"),
          shortened(String.join("; ", evaluated.warnings())));
    }
    for (Score score : evaluated.scores()) {
      if (ONE_LABEL.matcher(score.metric()).matches()) {
        continue;
      }
      String prefix = "fidelio." + metric(evaluated, score.metric()) + ".";
      tags.put(prefix + "extractor", score.extractor());
      tags.put(prefix + "extractor-digest", score.extractorDigest());
      tags.put(prefix + "profile", score.profile());
      tags.put(prefix + "dataset-digest", score.datasetDigest());
      tags.put(prefix + "split", score.split());
      tags.put(prefix + "reference-count", Integer.toString(score.referenceCount()));
      tags.put(prefix + "sample-count", Integer.toString(score.sampleCount()));
    }
    return tags;
  }

  public static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.codePoints()
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            + "…";
  }

  /** The number that a tag holds; empty if the tag does not parse. */
  public static Optional<Long> number(String tag) {
    return Optional.of(tag).filter(NUMBER.asMatchPredicate()).map(Long::valueOf);
  }

  /** The state that a tag holds; empty if the tag does not parse. */
  static Optional<ExperimentState> state(String tag) {
    return Arrays.stream(ExperimentState.values())
        .filter(state -> state.name().equals(tag))
        .findFirst();
  }

  /** The status of a run in this state. */
  static RunStatus status(ExperimentState state) {
    return switch (state) {
      case REQUESTED, QUEUED -> RunStatus.SCHEDULED;
      case TRAINING, SAMPLING, EVALUATING -> RunStatus.RUNNING;
      case COMPLETED -> RunStatus.FINISHED;
      case REJECTED, FAILED -> RunStatus.FAILED;
      case CANCELLED -> RunStatus.KILLED;
    };
  }

  /** MLflow takes digests of up to 36 characters and shows them whole in a narrow column. */
  static String shortDigest(String digest) {
    return digest.substring(0, Math.min(12, digest.length()));
  }

  private static String metric(ModelEvaluated evaluated, String name) {
    return ModelEvaluated.isFirst(evaluated.evaluation())
        ? name
        : name + "." + evaluated.evaluation();
  }
}
