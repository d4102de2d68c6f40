package dev.fidelio.contracts;

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
}
