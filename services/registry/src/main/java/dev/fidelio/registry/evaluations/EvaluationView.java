package dev.fidelio.registry.evaluations;

import dev.fidelio.contracts.Evaluation;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.models.ScoreView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One judgement of a model. */
@Schema(name = "Evaluation", description = "One judgement of a model, of which it may have many.")
public record EvaluationView(
    @Schema(examples = "default", description = "The first is named default.") String name,
    State state,
    @Schema(description = "What was asked for; absent for the first, which its experiment says.")
        Evaluation request,
    Instant requestedAt,
    Instant endedAt,
    List<ScoreView> scores,
    @Schema(
            description =
                "Images drawn for each label (row) by the label that a classifier gives them"
                    + " (column).")
        List<List<Integer>> confusion,
    @Schema(description = "What a reader of the scores has to know.") List<String> warnings,
    @Schema(description = "Why it failed.") StoredExperiment.Failure failure) {

  /** How far it has come. */
  public enum State {
    REQUESTED,
    SCORED,
    FAILED
  }
}
