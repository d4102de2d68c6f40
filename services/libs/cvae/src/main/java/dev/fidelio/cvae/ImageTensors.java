package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Images and labels where the arithmetic happens, copied there once.
 *
 * @param pixels grey values as bytes, (N, P)
 * @param labels one-hot, (N, C)
 */
record ImageTensors(NDArray pixels, NDArray labels) implements AutoCloseable {

  /** Copies the images to the manager's device. */
  static ImageTensors of(LabelledImages images, int classes, NDManager manager) {
    int count = images.count();
    float[] oneHot = new float[Math.multiplyExact(count, classes)];
    for (int i = 0; i < count; i++) {
      oneHot[i * classes + images.labels()[i]] = 1;
    }
    return new ImageTensors(
        manager.create(
            ByteBuffer.wrap(images.pixels()),
            new Shape(count, images.pixelsPerImage()),
            DataType.UINT8),
        manager.create(FloatBuffer.wrap(oneHot), new Shape(count, classes), DataType.FLOAT32));
  }

  /** How many images there are. */
  int count() {
    return (int) pixels.getShape().get(0);
  }

  @Override
  public void close() {
    pixels.close();
    labels.close();
  }
}
