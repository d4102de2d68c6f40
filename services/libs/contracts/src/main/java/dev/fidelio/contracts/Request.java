package dev.fidelio.contracts;

/** Work for one worker on one experiment. */
public sealed interface Request extends Payload
    permits DatasetRequested, TrainingRequested, SamplingRequested, EvaluationRequested {

  /** The experiment that the work is for, with every default filled in. */
  Experiment experiment();

  @Override
  default String key() {
    return experiment().experimentId();
  }
}
