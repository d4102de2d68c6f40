package dev.fidelio.contracts;

import java.util.Optional;

/** A fact about one experiment, on {@link Topic#EXPERIMENT_EVENT} in the order it happened. */
public sealed interface ExperimentFact extends Fact
    permits ExperimentAccepted,
        ExperimentRejected,
        TrainingStarted,
        EpochCompleted,
        ModelTrained,
        SamplesGenerated,
        ModelEvaluated,
        EvaluationFailed,
        ExperimentFailed,
        ExperimentCancelled,
        RunTracked {

  /** The experiment that the fact is about. */
  String experimentId();

  @Override
  default Topic topic() {
    return Topic.EXPERIMENT_EVENT;
  }

  @Override
  default String key() {
    return experimentId();
  }

  /**
   * The state that the experiment has reached with this fact. It counts only where the experiment
   * is in a lower state ({@link ExperimentState#then}), so {@code REQUESTED} changes nothing.
   */
  ExperimentState state();

  @Override
  Optional<FactName> factName();

  /** Calls the method of the visitor that takes this type. */
  void accept(Visitor visitor);

  /** Handles facts by their type. A new type does not compile until every visitor handles it. */
  interface Visitor {

    void visit(ExperimentAccepted fact);

    void visit(ExperimentRejected fact);

    void visit(TrainingStarted fact);

    void visit(EpochCompleted fact);

    void visit(ModelTrained fact);

    void visit(SamplesGenerated fact);

    void visit(ModelEvaluated fact);

    void visit(EvaluationFailed fact);

    void visit(ExperimentFailed fact);

    void visit(ExperimentCancelled fact);

    void visit(RunTracked fact);
  }
}
