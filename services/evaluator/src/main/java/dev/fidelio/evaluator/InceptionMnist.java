package dev.fidelio.evaluator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import dev.fidelio.formats.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The extractor that needs no download: the last pooled layer of {@link InceptionNetwork} with the
 * weights in this service's resources, which {@code inception-mnist.md} beside them describes.
 */
public final class InceptionMnist implements DigitClassifier {
  static final String NAME = "inception-mnist";
  static final String WEIGHTS = "inception-mnist.safetensors";

  /** The digest of MNIST, whose training images it was trained on. */
  static final String MNIST = "ae912024fed4423dc00467ba86db35399d5741283020e973263d434d6ebe492e";

  private static final int SIZE = InceptionNetwork.SIZE;

  /** The size of every batch; the last one is padded, since libtorch optimises for one shape. */
  private static final int BATCH = 128;

  private final NDManager manager;
  private final SequentialBlock trunk = InceptionNetwork.trunk();
  private final String digest;
  private final float[] headWeights; // (10, D)
  private final float[] headBias; // (10)

  /** Loads the weights from the resources; the engine must be loaded. */
  public InceptionMnist() {
    this(weights());
  }

  /**
   * Uses weights that were trained for this network.
   *
   * @throws IllegalArgumentException if they belong to another network
   */
  public InceptionMnist(byte[] weights) {
    digest = Digests.sha256(weights);
    manager = Libtorch.manager();
    SequentialBlock network = new SequentialBlock().add(trunk).add(InceptionNetwork.head());
    network.initialize(manager, DataType.FLOAT32, new Shape(BATCH, 1, SIZE, SIZE));
    BlockWeights.decode(network, weights);
    headWeights = parameter(network, "weight");
    headBias = parameter(network, "bias");
  }

  private static float[] parameter(SequentialBlock network, String name) {
    return network
        .getChildren()
        .values()
        .get(1)
        .getParameters()
        .get(name)
        .getArray()
        .toFloatArray();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public String profile() {
    return "fidelio-mnist";
  }

  @Override
  public Optional<String> dataset() {
    return Optional.of(MNIST);
  }

  @Override
  public int[] classes(GreyImages images, Extractor by, float[][] vectors) {
    float[][] features = by == this ? vectors : features(images);
    int[] classes = new int[features.length];
    for (int n = 0; n < classes.length; n++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int label = 0; label < headBias.length; label++) {
        double logit = headBias[label];
        for (int i = 0; i < dimensions(); i++) {
          logit += headWeights[label * dimensions() + i] * features[n][i];
        }
        if (logit > best) {
          best = logit;
          classes[n] = label;
        }
      }
    }
    return classes;
  }

  @Override
  public int dimensions() {
    return InceptionNetwork.DIMENSIONS;
  }

  @Override
  public float[][] features(GreyImages images) {
    if (images.height() != SIZE || images.width() != SIZE) {
      throw new IllegalArgumentException(
          "%s takes images of %d x %d pixels, not %d x %d"
              .formatted(name(), SIZE, SIZE, images.height(), images.width()));
    }
    float[][] features = new float[images.count()][];
    for (int from = 0; from < features.length; from += BATCH) {
      float[] batch = batch(images, from);
      for (int n = from; n < Math.min(from + BATCH, features.length); n++) {
        int start = (n - from) * dimensions();
        features[n] = Arrays.copyOfRange(batch, start, start + dimensions());
      }
    }
    return features;
  }

  @Override
  public void close() {
    manager.close();
  }

  private float[] batch(GreyImages images, int from) {
    float[] pixels = new float[BATCH * SIZE * SIZE];
    int start = from * SIZE * SIZE;
    int length = Math.min(pixels.length, images.pixels().length - start);
    for (int i = 0; i < length; i++) {
      pixels[i] = Byte.toUnsignedInt(images.pixels()[start + i]);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = scope.create(pixels, new Shape(BATCH, 1, SIZE, SIZE)); // (B, 1, 28, 28)
      NDList input = new NDList(InceptionNetwork.normalised(x));
      NDList features = trunk.forward(new ParameterStore(scope, false), input, false); // (B, D)
      return features.singletonOrThrow().toFloatArray();
    }
  }

  static byte[] weights() {
    try (InputStream resource = InceptionMnist.class.getResourceAsStream(WEIGHTS)) {
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
