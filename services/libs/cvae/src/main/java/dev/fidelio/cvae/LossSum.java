package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * The loss of image after image, added up in double precision where it is computed, so that nobody
 * waits for the device before somebody wants to know the sum.
 */
final class LossSum implements AutoCloseable {

  private final NDArray sums;

  /** Starts from sums that an earlier part of the epoch gave. */
  LossSum(double bce, double kl, NDManager manager) {
    sums = manager.create(new double[] {bce, kl});
  }

  void add(ForwardPass forwardPass) {
    NDArray batch = NDArrays.stack(new NDList(forwardPass.bce(), forwardPass.kl()));
    sums.addi(batch.toType(DataType.FLOAT64, false));
  }

  /** The sums of BCE and KL, (2), which the compiled step adds to. */
  NDArray array() {
    return sums;
  }

  /** BCE and KL, summed over the images; waits for the device. */
  double[] values() {
    return sums.toDoubleArray();
  }

  /** The mean of so many images, where the KL divergence counts β times. */
  Loss mean(long images, double beta) {
    double[] sum = values();
    return Loss.mean(sum[0], sum[1], images, beta);
  }

  void reset() {
    sums.set(new double[2]);
  }

  @Override
  public void close() {
    sums.close();
  }
}
