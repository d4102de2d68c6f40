package dev.fidelio.evaluator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;

/** The parameters of a block as safetensors, under DJL's names. */
public final class BlockWeights {
  private BlockWeights() {}

  /** Every parameter of an initialised block, running statistics included. */
  public static byte[] encode(Block block) {
    NDList arrays = new NDList();
    for (Pair<String, Parameter> parameter : block.getParameters()) {
      NDArray array = parameter.getValue().getArray();
      array.setName(parameter.getKey());
      arrays.add(array);
    }
    return arrays.encode(NDList.Encoding.SAFETENSORS);
  }

  /**
   * Fills an initialised block.
   *
   * @throws IllegalArgumentException when a parameter is missing or has another shape
   */
  public static void decode(Block block, byte[] safetensors) {
    try (NDManager manager = Libtorch.manager()) {
      NDList arrays = NDList.decode(manager, safetensors);
      for (Pair<String, Parameter> parameter : block.getParameters()) {
        NDArray array = parameter.getValue().getArray();
        NDArray stored = arrays.get(parameter.getKey());
        if (stored == null || !stored.getShape().equals(array.getShape())) {
          throw new IllegalArgumentException(
              "weights for " + parameter.getKey() + " " + array.getShape() + ": " + stored);
        }
        stored.copyTo(array);
      }
    }
  }
}
