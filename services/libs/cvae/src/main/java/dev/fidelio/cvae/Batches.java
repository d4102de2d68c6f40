package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One pass over images, cut into batches: all that its steps need is on the device before the
 * first, and a step copies nothing there. The last batch is smaller where the images do not come
 * out even.
 */
final class Batches {

  private final ImageTensors images;
  private final int size;
  private final NDArray order;
  private final NDArray noise;

  /**
   * Copies order and noise to the device.
   *
   * @param images the images on the device
   * @param latentSize Z, numbers of noise for each image
   * @param order the images' numbers in the order of this pass
   * @param size images in a batch
   * @param random where the noise of the i-th batch comes from
   * @param scope owns the copies
   */
  Batches(
      ImageTensors images,
      int latentSize,
      int[] order,
      int size,
      IntFunction<RandomStream> random,
      NDManager scope) {
    this.images = images;
    this.size = Math.min(size, images.count());
    long[] numbers = new long[order.length];
    float[] normal = new float[Math.multiplyExact(order.length, latentSize)];
    for (int i = 0; i < order.length; i++) {
      numbers[i] = order[i];
    }
    for (int batch = 0; batch < count(); batch++) {
      random.apply(batch).fillNormal(normal, start(batch) * latentSize, end(batch) * latentSize);
    }
    this.order = scope.create(numbers); // (N)
    this.noise =
        scope.create(
            FloatBuffer.wrap(normal), new Shape(order.length, latentSize), DataType.FLOAT32);
  }

  /** How many batches there are. */
  int count() {
    return (images.count() + size - 1) / size;
  }

  /** Where the batch starts in the order. */
  int start(int batch) {
    return batch * size;
  }

  /** Where the batch ends in the order, itself not of the batch. */
  int end(int batch) {
    return Math.min((batch + 1) * size, images.count());
  }

  /** How many images the batch has. */
  int images(int batch) {
    return end(batch) - start(batch);
  }

  /** All images (N, P), labels (N, C), their order (N) and noise (N, Z), for the compiled step. */
  List<NDArray> all() {
    return List.of(images.pixels(), images.labels(), order, noise);
  }

  /** The batch's images, 0 to 1, (B, P). */
  NDArray x(int batch, NDManager scope) {
    NDArray bytes = images.pixels().get(scope, new NDIndex("{}", chosen(batch, scope)));
    return bytes.toType(DataType.FLOAT32, false).divi(255f);
  }

  /** The batch's labels, one-hot, (B, C). */
  NDArray y(int batch, NDManager scope) {
    return images.labels().get(scope, new NDIndex("{}", chosen(batch, scope)));
  }

  /** The batch's ε, standard normal numbers, (B, Z). */
  NDArray epsilon(int batch, NDManager scope) {
    return noise.get(scope, range(batch));
  }

  private NDArray chosen(int batch, NDManager scope) {
    return order.get(scope, range(batch));
  }

  private NDIndex range(int batch) {
    return new NDIndex("{}:{}", start(batch), end(batch));
  }
}
