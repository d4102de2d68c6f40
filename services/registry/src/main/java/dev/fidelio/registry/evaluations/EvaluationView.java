package dev.fidelio.registry.evaluations;

import dev.fidelio.contracts.Evaluation;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.models.ScoreView;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One evaluation of a model. */
@Schema(name = "Evaluation", description = "One of the evaluations of a model.")
@RecordBuilder
public record EvaluationView(
    @Schema(examples = "default", description = "The first is named default.") String name,
    State state,
    @Schema(
            description =
                "The request; absent for the first evaluation, which is part of the experiment.")
        Evaluation request,
    Instant requestedAt,
    Instant endedAt,
    List<ScoreView> scores,
    @Schema(
            description =
                "Images drawn for each label (row) by the label that a classifier gives them"
                    + " (column).")
        List<List<Integer>> confusion,
    @Schema(description = "Warnings about the scores.") List<String> warnings,
    @Schema(description = "Why it failed.") StoredExperiment.Failure failure) {

  /** How far it has come. */
  public enum State {
    REQUESTED,
    SCORED,
    FAILED
  }
}
