package dev.fidelio.evaluator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/**
 * A small classifier of 28 × 28 digits in the manner of GoogLeNet (Szegedy and others, 2015): four
 * branches examine each position at different widths, and their outputs are concatenated.
 */
public final class InceptionNetwork {
  /** Rows and columns of an image. */
  public static final int SIZE = 28;

  /** Features at the last pooled layer, D. */
  public static final int DIMENSIONS = 128;

  private static final int CLASSES = 10;

  /** Mean and standard deviation of the pixels of MNIST's training images, on a scale of 0 to 1. */
  private static final float MEAN = 0.1307f;

  private static final float DEVIATION = 0.3081f;

  private InceptionNetwork() {}

  /** Computes features (B, D) from normalised images (B, 1, 28, 28). */
  public static SequentialBlock trunk() {
    return new SequentialBlock()
        .add(convolution(24, 5, 2)) // (B, 24, 14, 14)
        .add(inception(16, 16, 24, 8, 12, 12)) // (B, 64, 14, 14)
        .add(convolution(64, 3, 2)) // (B, 64, 7, 7)
        .add(inception(32, 32, 48, 8, 24, 24)) // (B, 128, 7, 7)
        .add(inception(32, 32, 56, 8, 24, 16)) // (B, 128, 7, 7)
        .add(Pool.globalAvgPool2dBlock()); // (B, 128)
  }

  /** Computes the logits of the ten classes (B, 10) from features (B, D). */
  public static Block head() {
    return Linear.builder().setUnits(CLASSES).build();
  }

  /** The profile {@code fidelio-mnist}: pixels 0 to 255 (B, 1, 28, 28) to the network's input. */
  public static NDArray normalised(NDArray pixels) {
    return pixels.div(255f).sub(MEAN).div(DEVIATION);
  }

  /** Branches 1 × 1; 1 × 1 then 3 × 3; 1 × 1 then 5 × 5; 1 × 1 then the mean of 3 × 3. */
  private static Block inception(int one, int narrow3, int three, int narrow5, int five, int pool) {
    return new ParallelBlock(InceptionNetwork::stacked)
        .addAll(
            convolution(one, 1, 1),
            new SequentialBlock().add(convolution(narrow3, 1, 1)).add(convolution(three, 3, 1)),
            new SequentialBlock().add(convolution(narrow5, 1, 1)).add(convolution(five, 5, 1)),
            new SequentialBlock()
                .add(convolution(pool, 1, 1))
                .add(Pool.avgPool2dBlock(new Shape(3, 3), new Shape(1, 1), new Shape(1, 1))));
  }

  /** Convolution, batch normalisation, ReLU; a stride of 2 halves rows and columns. */
  private static Block convolution(int filters, int width, int stride) {
    return new SequentialBlock()
        .add(
            Conv2d.builder()
                .setFilters(filters)
                .setKernelShape(new Shape(width, width))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(width / 2, width / 2))
                .optBias(false)
                .build())
        .add(BatchNorm.builder().build())
        .add(Activation::relu);
  }

  private static NDList stacked(List<NDList> branches) {
    NDList channels = new NDList(branches.size());
    branches.forEach(branch -> channels.add(branch.singletonOrThrow()));
    return new NDList(NDArrays.concat(channels, 1));
  }
}
