package dev.fidelio.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor of a safetensors file.
 *
 * @param type the element type by its name in safetensors, such as F32 or U8
 * @param shape the sizes of the dimensions
 * @param data the elements, the last dimension varying fastest, little-endian; a read-only view
 */
public record Tensor(String type, long[] shape, ByteBuffer data) {

  /** The element type of 32-bit floats. */
  public static final String FLOAT = "F32";

  public Tensor {
    data = data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A new view of the bytes, positioned at the first one. */
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A copy in memory of its own, independent of the file that this was read from. */
  public Tensor copy() {
    return new Tensor(type, shape, ByteBuffer.allocate(data.remaining()).put(data()).flip());
  }

  /** The elements of an {@link #FLOAT} tensor. */
  public float[] floats() {
    float[] floats = new float[data.remaining() / Float.BYTES];
    data().asFloatBuffer().get(floats);
    return floats;
  }

  /** Whether this is a {@link #FLOAT} tensor of exactly this shape. */
  public boolean isFloats(long[] expected) {
    return type.equals(FLOAT) && Arrays.equals(shape, expected);
  }
}
