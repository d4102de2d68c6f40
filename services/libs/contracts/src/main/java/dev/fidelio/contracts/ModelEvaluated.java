package dev.fidelio.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/**
 * A model is scored: its scorecard.
 *
 * @param experimentId the experiment
 * @param attempt the number of the claim under which this was done, from 1
 * @param evaluation name of the evaluation
 * @param scores the scores
 * @param confusion how many images drawn for each label (row) the classifier gives each label
 *     (column); empty where nothing classifies the data set's images
 * @param warnings caveats about the scores, for a person
 * @param artifacts what was made, such as {@code scores/default/scorecard.png}
 */
@RecordBuilder
public record ModelEvaluated(
    String experimentId,
    int attempt,
    String evaluation,
    List<Score> scores,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<Integer>> confusion,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Artifact> artifacts)
    implements ExperimentFact {

  /** The first evaluation of an experiment, which is part of it. */
  public static final String FIRST = "default";

  public ModelEvaluated {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requirePositive(attempt, "attempt");
    Constraints.requireName(evaluation, "evaluation");
    scores = scores == null ? List.of() : List.copyOf(scores);
    confusion = confusion == null ? List.of() : List.copyOf(confusion);
    confusion.forEach(
        row -> Constraints.requireAll(row, "confusion", Constraints::requireNotNegative));
    warnings = warnings == null ? List.of() : warnings.stream().map(Texts::forPeople).toList();
    artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
  }

  /** Scores and nothing else. */
  public ModelEvaluated(String experimentId, int attempt, String evaluation, List<Score> scores) {
    this(experimentId, attempt, evaluation, scores, List.of(), List.of(), List.of());
  }

  /** Whether the evaluation of that name completes its experiment. */
  public static boolean isFirst(String evaluation) {
    return evaluation.equals(FIRST);
  }

  @Override
  public ExperimentState state() {
    return isFirst(evaluation) ? ExperimentState.COMPLETED : ExperimentState.REQUESTED;
  }

  @Override
  public Optional<FactName> factName() {
    return Optional.of(FactName.of("evaluation/" + evaluation));
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
