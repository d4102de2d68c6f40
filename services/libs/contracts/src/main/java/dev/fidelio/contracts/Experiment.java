package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.Objects;

/**
 * An experiment request with every default filled in.
 *
 * @param experimentId the experiment's id
 * @param model the model that gets a new version
 * @param dataset name of the data set
 * @param hyperparameters the training's hyperparameters
 * @param evaluation how the model is judged
 * @param tags the user's own labels
 * @param resumeFrom the experiment whose last epoch this one resumes from; absent if it starts from
 *     scratch
 * @param promotion the promotion of the evaluated model; absent if not requested
 */
@RecordBuilder
public record Experiment(
    String experimentId,
    String model,
    String dataset,
    Hyperparameters hyperparameters,
    Evaluation evaluation,
    Map<String, String> tags,
    String resumeFrom,
    PromotionTarget promotion) {

  public Experiment {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requireName(model, "model");
    Constraints.requireText(dataset, "dataset");
    Objects.requireNonNull(hyperparameters, "hyperparameters");
    Objects.requireNonNull(evaluation, "evaluation");
    Constraints.optional(resumeFrom, "resumeFrom", Constraints::requireName);
    tags = tags == null ? Map.of() : Map.copyOf(tags);
    Constraints.requireTags(tags, "tags");
  }
}
