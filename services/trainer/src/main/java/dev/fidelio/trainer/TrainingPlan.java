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
 * The network and the training that an experiment's hyperparameters describe.
 *
 * @param architecture the network; its input and output have the size of the data set's images
 * @param settings how it is trained
 */
record TrainingPlan(Architecture architecture, TrainingSettings settings) {

  static TrainingPlan of(Hyperparameters hyperparameters, Dataset dataset) {
    Architecture architecture =
        new Architecture(
            dataset.train().height() * dataset.train().width(),
            Dataset.CLASSES,
            hyperparameters.hiddenSizes(),
            hyperparameters.latentSize());
    Optimizer optimizer =
        new Optimizer(
            hyperparameters.optimizer().equals(Hyperparameters.ADAMW)
                ? Algorithm.ADAMW
                : Algorithm.ADAM,
            hyperparameters.weightDecay(),
            hyperparameters.clipNorm());
    StepSchedule stepSchedule =
        new StepSchedule(
            hyperparameters.schedule().equals(Hyperparameters.COSINE)
                ? Shape.COSINE
                : Shape.CONSTANT,
            hyperparameters.epochs(),
            hyperparameters.warmUpEpochs(),
            hyperparameters.klWarmUpEpochs());
    TrainingSettings settings =
        new TrainingSettings(
                hyperparameters.batchSize(),
                hyperparameters.learningRate(),
                hyperparameters.beta(),
                hyperparameters.seed())
            .with(optimizer)
            .with(stepSchedule);
    return new TrainingPlan(architecture, settings);
  }

  /** The checkpoint of the network before its first step. */
  Checkpoint initial() {
    return Checkpoint.initial(architecture, settings);
  }

  /** A checkpoint of the same training, continued with the settings of this plan. */
  Checkpoint continued(Checkpoint state) {
    return state.with(settings);
  }
}
