package dev.fidelio.fid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;

/**
 * Feature vectors of images, float32, in a deleted temporary file, so that they can be read in any
 * order without occupying the heap. Vectors are added in order and never changed; reading is safe
 * for several threads.
 */
public final class Features {
  private final FloatBuffer values; // (capacity, D)
  private final int dimensions;
  private int count;

  private Features(FloatBuffer values, int dimensions) {
    this.values = values;
    this.dimensions = dimensions;
  }

  /**
   * Reserves space for vectors on disk.
   *
   * @param capacity the maximum number of vectors
   * @param dimensions D
   * @throws IOException if there is not enough space
   */
  public static Features onDisk(int capacity, int dimensions) throws IOException {
    Path file = Files.createTempFile("features", ".tmp");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long bytes = Math.max(1L, (long) capacity * dimensions * Float.BYTES);
      ByteBuffer mapped = channel.map(MapMode.READ_WRITE, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
      return new Features(mapped.asFloatBuffer(), dimensions);
    } finally {
      Files.delete(file);
    }
  }

  /** These vectors, (N, D) with N at least 1, in memory. */
  public static Features of(float[][] vectors) {
    Features features =
        new Features(FloatBuffer.allocate(vectors.length * vectors[0].length), vectors[0].length);
    features.add(vectors);
    return features;
  }

  /** Adds vectors (N, D). */
  public void add(float[][] vectors) {
    for (float[] vector : vectors) {
      values.put(count * dimensions, vector);
      count++;
    }
  }

  /** The number of vectors, N. */
  public int count() {
    return count;
  }

  /** The number of features of each vector, D. */
  public int dimensions() {
    return dimensions;
  }

  /** The indices of all vectors, 0 to N − 1. */
  public int[] all() {
    return IntStream.range(0, count).toArray();
  }

  /** A copy of one vector (D). */
  public float[] vector(int n) {
    float[] vector = new float[dimensions];
    values.get(n * dimensions, vector);
    return vector;
  }

  /** Copies of some vectors in float64, (rows, D) row by row. */
  double[] rows(int... rows) {
    double[] copies = new double[rows.length * dimensions];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < dimensions; i++) {
        copies[r * dimensions + i] = values.get(rows[r] * dimensions + i);
      }
    }
    return copies;
  }
}
