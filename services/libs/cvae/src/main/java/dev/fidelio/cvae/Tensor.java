package dev.fidelio.cvae;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor as safetensors holds it.
 *
 * @param type safetensors' name of the element type, such as F32 or U8
 * @param shape sizes of the dimensions
 * @param data the elements, row by row, little endian; a read-only view
 */
record Tensor(String type, long[] shape, ByteBuffer data) {

  /** The element type of everything in a checkpoint. */
  static final String FLOAT = "F32";

  Tensor {
    data = data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes, from the first one, in a view of its own. */
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same tensor in memory of its own, apart from the file that it was read from. */
  Tensor copy() {
    return new Tensor(type, shape, ByteBuffer.allocate(data.remaining()).put(data()).flip());
  }

  /** The elements as floats. */
  float[] floats() {
    float[] floats = new float[data.remaining() / Float.BYTES];
    data().asFloatBuffer().get(floats);
    return floats;
  }

  /** Whether this holds floats of exactly this shape. */
  boolean isFloats(long[] expected) {
    return type.equals(FLOAT) && Arrays.equals(shape, expected);
  }
}
