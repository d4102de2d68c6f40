package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * A network's parameters with the optimizer's moments of each, on the device; the three maps have
 * the same keys in the same order.
 *
 * @param weights θ
 * @param firstMoments m
 * @param secondMoments v
 */
record TrainableParameters(
    Map<String, NDArray> weights,
    Map<String, NDArray> firstMoments,
    Map<String, NDArray> secondMoments) {

  /** Copies those of a checkpoint to the manager's device. */
  static TrainableParameters load(Checkpoint checkpoint, NDManager manager) {
    Architecture architecture = checkpoint.architecture();
    return new TrainableParameters(
        Parameters.load(architecture, checkpoint::weight, manager),
        Parameters.load(architecture, checkpoint::firstMoment, manager),
        Parameters.load(architecture, checkpoint::secondMoment, manager));
  }
}
