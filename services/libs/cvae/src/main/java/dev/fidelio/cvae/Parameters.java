package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.fidelio.formats.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Arrays by the parameters' names, moved between a checkpoint and the device. */
final class Parameters {

  private Parameters() {}

  /** Copies each parameter's tensor to the manager's device. */
  static Map<String, NDArray> load(
      Architecture architecture, Function<String, Tensor> tensors, NDManager manager) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    architecture
        .parameters()
        .forEach(
            (name, shape) -> {
              ByteBuffer data = tensors.apply(name).data();
              arrays.put(
                  name,
                  InsufficientMemoryException.named(
                      () -> Denormals.flushed(() -> array(data.asFloatBuffer(), shape, manager))));
            });
    return arrays;
  }

  private static NDArray array(FloatBuffer data, long[] shape, NDManager manager) {
    try (NDArray shared = manager.create(data, new Shape(shape), DataType.FLOAT32)) {
      return shared.duplicate(); // in memory of libtorch's own, aligned as its kernels like it
    }
  }

  /** Copies each array into a tensor. */
  static Map<String, Tensor> save(Map<String, NDArray> arrays) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    arrays.forEach((name, array) -> tensors.put(name, tensor(array)));
    return tensors;
  }

  /** The parameters as {@code nn.Linear} starts: uniform in ±1 / √inputs, weight and bias. */
  static Map<String, Tensor> initial(Architecture architecture, long seed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    architecture
        .layers()
        .forEach(
            (name, size) -> {
              double bound = 1 / Math.sqrt(size[1]);
              RandomStream random =
                  RandomStream.of(
                      seed, RandomStream.Purpose.INITIALISATION, 0, tensors.size()); // by layer
              float[] weight = new float[size[0] * size[1]];
              random.fillUniform(weight, bound);
              tensors.put(name + ".weight", tensor(weight, size[0], size[1]));
              float[] bias = new float[size[0]];
              random.fillUniform(bias, bound);
              tensors.put(name + ".bias", tensor(bias, size[0]));
            });
    return tensors;
  }

  /** Zeros in the parameters' shapes, as Adam's moments start. */
  static Map<String, Tensor> zeros(Architecture architecture) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    architecture
        .parameters()
        .forEach(
            (name, shape) ->
                tensors.put(name, tensor(new float[(int) new Shape(shape).size()], shape)));
    return tensors;
  }

  private static Tensor tensor(NDArray array) {
    // Its bytes as they are: through an array of floats they would be copied twice more.
    return new Tensor(Tensor.FLOAT, array.getShape().getShape(), array.toByteBuffer(false));
  }

  private static Tensor tensor(float[] values, long... shape) {
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return new Tensor(Tensor.FLOAT, shape, data);
  }
}
