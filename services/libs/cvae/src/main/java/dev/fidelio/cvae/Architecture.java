package dev.fidelio.cvae;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes that make a network: encoder (pixels + classes) → hidden sizes → latent mean and
 * log-variance; decoder (latent + classes) → hidden sizes backwards → pixels.
 *
 * @param pixels pixels of an image, at least 1 (28 × 28 = 784 for MNIST)
 * @param classes number of labels, at least 1; labels run from 0 to classes − 1
 * @param hiddenSizes units of the encoder's hidden layers in their order, at least one layer
 * @param latentSize dimensions of the latent space, at least 1
 */
public record Architecture(int pixels, int classes, List<Integer> hiddenSizes, int latentSize) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException naming the size that is out of its range
   */
  public Architecture {
    hiddenSizes = List.copyOf(hiddenSizes);
    require(pixels >= 1, "pixels must be at least 1, not " + pixels);
    require(classes >= 1, "classes must be at least 1, not " + classes);
    require(latentSize >= 1, "latentSize must be at least 1, not " + latentSize);
    require(
        !hiddenSizes.isEmpty() && hiddenSizes.stream().allMatch(size -> size >= 1),
        "hiddenSizes must be at least one size of at least 1, not " + hiddenSizes);
  }

  /**
   * The layers' names, as PyTorch would name them, with (outputs, inputs) in the network's order.
   */
  Map<String, int[]> layers() {
    Map<String, int[]> layers = new LinkedHashMap<>();
    int inputs = pixels + classes;
    int depth = hiddenSizes.size();
    for (int i = 0; i < depth; i++) {
      layers.put("encoder." + i, new int[] {hiddenSizes.get(i), inputs});
      inputs = hiddenSizes.get(i);
    }
    layers.put("mu", new int[] {latentSize, inputs});
    layers.put("logvar", new int[] {latentSize, inputs});
    inputs = latentSize + classes;
    for (int i = 0; i < depth; i++) {
      int outputs = hiddenSizes.get(depth - 1 - i);
      layers.put("decoder." + i, new int[] {outputs, inputs});
      inputs = outputs;
    }
    layers.put("decoder." + depth, new int[] {pixels, inputs});
    return layers;
  }

  /**
   * The parameters' names and shapes, in the network's order: each layer's weight, then its bias.
   */
  Map<String, long[]> parameters() {
    Map<String, long[]> parameters = new LinkedHashMap<>();
    layers()
        .forEach(
            (name, size) -> {
              parameters.put(name + ".weight", new long[] {size[0], size[1]});
              parameters.put(name + ".bias", new long[] {size[0]});
            });
    return parameters;
  }

  /** How many numbers the network learns. */
  public long size() {
    return layers().values().stream().mapToLong(size -> ((long) size[1] + 1) * size[0]).sum();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
