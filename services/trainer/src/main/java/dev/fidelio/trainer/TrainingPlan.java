package dev.fidelio.trainer;

import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Optimizer;
import dev.fidelio.cvae.Optimizer.Algorithm;
import dev.fidelio.cvae.StepSchedule;
import dev.fidelio.cvae.StepSchedule.Shape;
import dev.fidelio.cvae.TrainingSettings;
import dev.fidelio.datasets.Dataset;

/**
 * What an experiment asks for, in the network's terms. Its input and output have the size of the
 * data set's images.
 */
record TrainingPlan(Architecture architecture, TrainingSettings settings) {

  static TrainingPlan of(Hyperparameters told, Dataset dataset) {
    Architecture architecture =
        new Architecture(
            dataset.train().height() * dataset.train().width(),
            Dataset.CLASSES,
            told.hiddenSizes(),
            told.latentSize());
    Optimizer optimizer =
        new Optimizer(
            told.optimizer().equals(Hyperparameters.ADAMW) ? Algorithm.ADAMW : Algorithm.ADAM,
            told.weightDecay(),
            told.clipNorm());
    StepSchedule stepSchedule =
        new StepSchedule(
            told.schedule().equals(Hyperparameters.COSINE) ? Shape.COSINE : Shape.CONSTANT,
            told.epochs(),
            told.warmUpEpochs(),
            told.klWarmUpEpochs());
    TrainingSettings settings =
        new TrainingSettings(
            told.batchSize(),
            told.learningRate(),
            told.beta(),
            told.seed(),
            optimizer,
            stepSchedule);
    return new TrainingPlan(architecture, settings);
  }

  /** The network before its first step. */
  Checkpoint initial() {
    return Checkpoint.initial(architecture, settings);
  }

  /** A state of the same training, which may be planned for another number of epochs. */
  Checkpoint from(Checkpoint state) {
    return state.with(settings);
  }
}
