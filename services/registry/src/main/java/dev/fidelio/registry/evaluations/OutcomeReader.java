package dev.fidelio.registry.evaluations;

import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.SamplesGenerated;
import dev.fidelio.contracts.TrainingStarted;
import java.util.List;
import java.util.Optional;

/** Reads from a fact which evaluation has ended with it, and how. */
final class OutcomeReader implements ExperimentFact.Visitor {

  private EvaluationOutcome outcome;

  /** The outcome in the visited fact; empty if it ends no evaluation. */
  Optional<EvaluationOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public void visit(ExperimentAccepted accepted) {}

  @Override
  public void visit(ExperimentRejected rejected) {}

  @Override
  public void visit(TrainingStarted started) {}

  @Override
  public void visit(EpochCompleted completed) {}

  @Override
  public void visit(ModelTrained trained) {}

  @Override
  public void visit(SamplesGenerated generated) {}

  @Override
  public void visit(ModelEvaluated evaluated) {
    outcome =
        new EvaluationOutcome(
            evaluated.experimentId(), evaluated.evaluation(), evaluated.scores(), null);
  }

  @Override
  public void visit(EvaluationFailed failed) {
    outcome =
        new EvaluationOutcome(
            failed.experimentId(), failed.evaluation(), List.of(), failed.reason());
  }

  @Override
  public void visit(ExperimentFailed failed) {
    outcome = first(failed.experimentId(), "the experiment failed: " + failed.reason());
  }

  @Override
  public void visit(ExperimentCancelled cancelled) {
    outcome = first(cancelled.experimentId(), "the experiment was cancelled");
  }

  @Override
  public void visit(RunTracked tracked) {}

  private static EvaluationOutcome first(String experimentId, String failure) {
    return new EvaluationOutcome(experimentId, ModelEvaluated.FIRST, List.of(), failure);
  }
}
