package dev.fidelio.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads an experiment request as a user sends it: strictly, reporting all violations at once, and
 * filling in every default.
 *
 * <table>
 * <caption>Fields, defaults and ranges</caption>
 * <tr><td>experimentId</td><td>made from the record's coordinates</td><td>{@code [a-z0-9][a-z0-9-]{0,62}}</td></tr>
 * <tr><td>model</td><td>required</td><td>{@code [a-z0-9][a-z0-9-]{0,62}}</td></tr>
 * <tr><td>dataset</td><td>mnist</td><td>a declared data set</td></tr>
 * <tr><td>hyperparameters.batchSize</td><td>32</td><td>1 to 4,096</td></tr>
 * <tr><td>hyperparameters.learningRate</td><td>0.003</td><td>1e-8 to 1</td></tr>
 * <tr><td>hyperparameters.epochs</td><td>10</td><td>1 to 1,000</td></tr>
 * <tr><td>hyperparameters.latentSize</td><td>20</td><td>1 to 1,024</td></tr>
 * <tr><td>hyperparameters.hiddenSizes</td><td>[512, 256]</td><td>1 to 8 layers of 1 to 10⁹ units; what does not fit the worker's memory fails before its first step</td></tr>
 * <tr><td>hyperparameters.beta</td><td>1.0</td><td>0 to 1,000</td></tr>
 * <tr><td>hyperparameters.seed</td><td>follows from the experiment id</td><td>0 to 2⁵³ − 1</td></tr>
 * <tr><td>hyperparameters.optimizer</td><td>adam</td><td>adam, adamw</td></tr>
 * <tr><td>hyperparameters.weightDecay</td><td>0, adamw 0.01</td><td>0 to 1</td></tr>
 * <tr><td>hyperparameters.schedule</td><td>constant</td><td>constant, cosine</td></tr>
 * <tr><td>hyperparameters.warmUpEpochs</td><td>0</td><td>0 to the epochs</td></tr>
 * <tr><td>hyperparameters.klWarmUpEpochs</td><td>0</td><td>0 to the epochs</td></tr>
 * <tr><td>hyperparameters.clipNorm</td><td>0, no limit</td><td>0 to 10⁹</td></tr>
 * <tr><td>hyperparameters.patience</td><td>0, every epoch</td><td>0 to 1,000</td></tr>
 * <tr><td>evaluation.extractor</td><td>inception-mnist</td><td>a known extractor</td></tr>
 * <tr><td>evaluation.samples</td><td>10000</td><td>512 to 100,000</td></tr>
 * <tr><td>evaluation.seed</td><td>that of the training</td><td>0 to 2⁵³ − 1</td></tr>
 * <tr><td>evaluation.allow</td><td>nothing</td><td>few-images, other-dataset</td></tr>
 * <tr><td>resumeFrom</td><td>none</td><td>a cancelled or failed experiment; it gives the defaults, and
 * what may differ are model, epochs, patience, evaluation, promotion and tags</td></tr>
 * <tr><td>promotion.alias</td><td>none</td><td>{@link Ids#ALIAS}</td></tr>
 * <tr><td>tags</td><td>none</td><td>up to 32 strings of up to 250 characters</td></tr>
 * </table>
 */
public final class RequestReader {

  /** The largest integer that every JSON reader holds exactly. */
  public static final long MAX_SEED = (1L << 53) - 1;

  private static final int MAX_TAGS = 32;

  private final Set<String> datasets;
  private final EvaluationReader evaluations;
  private final Function<String, Optional<Experiment>> resumable;

  /**
   * @param datasets the data sets that experiments may name
   * @param extractors the extractors that evaluations may name
   * @param resumable the experiment with an id, if another may resume from it
   */
  public RequestReader(
      Set<String> datasets,
      Set<String> extractors,
      Function<String, Optional<Experiment>> resumable) {
    this.datasets = Set.copyOf(datasets);
    this.evaluations = new EvaluationReader(extractors);
    this.resumable = resumable;
  }

  /**
   * The result of reading a request.
   *
   * @param experimentId the id in the request, or {@code defaultId} if it is absent or malformed
   * @param experiment the request with all defaults; null if there are violations
   * @param violations everything that is wrong with the request with the request
   */
  public record ParseResult(
      String experimentId, Experiment experiment, List<Violation> violations) {

    /** Whether the request is valid. */
    public boolean isAccepted() {
      return violations.isEmpty();
    }
  }

  /**
   * Reads one request.
   *
   * @param value the bytes as sent; null is a violation like any other
   * @param defaultId the id of a request that names none
   */
  public ParseResult read(byte[] value, String defaultId) {
    StrictJson.ParsedJson parsed = StrictJson.read(value);
    return parsed.violation() == null
        ? read(parsed.root(), defaultId)
        : new ParseResult(defaultId, null, List.of(parsed.violation()));
  }

  private ParseResult read(JsonNode root, String defaultId) {
    List<Violation> violations = new ArrayList<>();
    Fields request = Fields.of(root, "", violations);
    String id = request.name("experimentId", defaultId);
    String experimentId = id == null ? defaultId : id;
    String resumeFrom = request.optionalName("resumeFrom");
    Optional<Experiment> resumed = resumed(request, resumeFrom);
    Experiment defaults = resumed.orElseGet(() -> defaults(experimentId));
    String model = request.name("model", resumed.map(Experiment::model).orElse(null));
    String dataset =
        request.oneOf(
            "dataset",
            defaults.dataset(),
            resumeFrom == null ? datasets : Set.of(defaults.dataset()));
    Fields fields = request.object("hyperparameters");
    Hyperparameters hyperparameters = HyperparameterReader.read(fields, defaults.hyperparameters());
    if (resumeFrom != null) {
      HyperparameterReader.refuseChanges(fields, hyperparameters, defaults.hyperparameters());
    }
    Evaluation evaluation = evaluations.read(request.object("evaluation"), defaults.evaluation());
    Map<String, String> tags =
        request.texts("tags", MAX_TAGS, Constraints.MAX_TAG, defaults.tags());
    PromotionTarget promotion =
        request.has("promotion")
            ? promotion(request.object("promotion"))
            : resumed.map(Experiment::promotion).orElse(null);
    request.refuseOthers();
    return violations.isEmpty()
        ? new ParseResult(
            experimentId,
            ExperimentBuilder.builder()
                .experimentId(experimentId)
                .model(model)
                .dataset(dataset)
                .hyperparameters(hyperparameters)
                .evaluation(evaluation)
                .tags(tags)
                .resumeFrom(resumeFrom)
                .promotion(promotion)
                .build(),
            List.of())
        : new ParseResult(experimentId, null, List.copyOf(violations));
  }

  private Optional<Experiment> resumed(Fields request, String resumeFrom) {
    if (resumeFrom == null) {
      return Optional.empty();
    }
    Optional<Experiment> resumed = resumable.apply(resumeFrom);
    if (resumed.isEmpty()) {
      request.refuse("resumeFrom", "an experiment that was cancelled or has failed");
    }
    return resumed;
  }

  /** The defaults of a request. Its model has none, so the value here is never used. */
  private static Experiment defaults(String experimentId) {
    return ExperimentBuilder.builder()
        .experimentId(experimentId)
        .model("none")
        .dataset("mnist")
        .hyperparameters(Hyperparameters.defaults(Ids.seedOf(experimentId)))
        .evaluation(EvaluationReader.DEFAULTS)
        .tags(Map.of())
        .resumeFrom(null)
        .promotion(null)
        .build();
  }

  private static PromotionTarget promotion(Fields fields) {
    String alias = fields.alias("alias");
    fields.refuseOthers();
    return alias == null ? null : new PromotionTarget(alias);
  }
}
