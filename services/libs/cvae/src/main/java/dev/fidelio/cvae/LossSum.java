package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * The running sum of the images' losses, in double precision and on the device, so that the
 * training waits for the device only when the sum is read.
 */
final class LossSum implements AutoCloseable {

  private final NDArray sums;

  /** Starts from the sums of an earlier part of the epoch. */
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

  /** The mean over the images, with the KL divergence weighted by β. */
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
