package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Images cut into batches in a given order: normalised, and their labels one-hot, only here.
 *
 * <p>The arrays of a batch may lie in memory that the next batch overwrites: close their manager
 * first. The last batch is smaller where the images do not come out even.
 */
final class Batches {

  private final LabelledImages images;
  private final Architecture architecture;
  private final int[] order;
  private final int size;
  private final ByteBuffer pixels;
  private final ByteBuffer oneHot;
  private final ByteBuffer noise;
  private final float[] normal;

  Batches(LabelledImages images, Architecture architecture, int[] order, int size) {
    this.images = images;
    this.architecture = architecture;
    this.order = order;
    this.size = Math.min(size, images.count());
    this.pixels = direct(this.size * architecture.pixels());
    this.oneHot = direct(this.size * architecture.classes() * Float.BYTES);
    this.noise = direct(this.size * architecture.latentSize() * Float.BYTES);
    this.normal = new float[this.size * architecture.latentSize()];
  }

  /** How many batches there are. */
  int count() {
    return (images.count() + size - 1) / size;
  }

  /** How many images the batch has. */
  int images(int batch) {
    return Math.min(size, images.count() - batch * size);
  }

  /** The batch's images, 0 to 1, (B, P). */
  NDArray x(int batch, NDManager manager) {
    int count = images(batch);
    int length = architecture.pixels();
    pixels.clear();
    for (int i = 0; i < count; i++) {
      pixels.put(images.pixels(), order[batch * size + i] * length, length);
    }
    NDArray bytes = manager.create(pixels.flip(), new Shape(count, length), DataType.UINT8);
    return bytes.toType(DataType.FLOAT32, true).divi(255f);
  }

  /** The batch's labels, one-hot, (B, C). */
  NDArray y(int batch, NDManager manager) {
    int count = images(batch);
    oneHot.clear();
    for (int i = 0; i < count; i++) {
      int label = images.labels()[order[batch * size + i]];
      for (int c = 0; c < architecture.classes(); c++) {
        oneHot.putFloat(c == label ? 1 : 0);
      }
    }
    return manager.create(
        oneHot.flip(), new Shape(count, architecture.classes()), DataType.FLOAT32);
  }

  /** The batch's ε, standard normal numbers from the stream, (B, Z). */
  NDArray epsilon(int batch, RandomStream random, NDManager manager) {
    int count = images(batch);
    int length = count * architecture.latentSize();
    random.fillNormal(normal, length);
    noise.clear();
    noise.asFloatBuffer().put(normal, 0, length);
    noise.limit(length * Float.BYTES);
    return manager.create(noise, new Shape(count, architecture.latentSize()), DataType.FLOAT32);
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
