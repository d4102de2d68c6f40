package dev.fidelio.evaluator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import dev.fidelio.formats.Digests;
import java.io.ByteArrayInputStream;
import java.util.Arrays;

/**
 * The Inception that FID is published with, as TorchScript: {@code forward(images,
 * return_features=true)} takes (N, 3, 299, 299), 0 to 255, normalises, and returns the features of
 * its last pooled layer (N, 2048).
 */
public final class InceptionV3 implements Extractor {
  static final String NAME = "inception-v3";

  private static final int DIMENSIONS = 2048;
  private static final int CHANNELS = 3;
  private static final int PIXELS = Profile.SIDE * Profile.SIDE;

  /** Every batch has this size, the last one padded, so that features do not depend on it. */
  private static final int BATCH = 16;

  private final Profile profile;
  private final String digest;
  private final NDManager manager;
  private final PtSymbolBlock network;

  /**
   * Loads TorchScript; the engine must be loaded.
   *
   * @throws IllegalArgumentException if it is not TorchScript, or returns another shape
   */
  public InceptionV3(byte[] torchScript, Profile profile) {
    this.profile = profile;
    digest = Digests.sha256(torchScript);
    manager = Libtorch.manager();
    try {
      network =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(torchScript), false, false);
      features(new GreyImages(1, 1, new byte[1]));
    } catch (Exception e) {
      manager.close();
      throw new IllegalArgumentException(
          "the weights of inception-v3 are not TorchScript that takes (N, 3, 299, 299) and true and"
              + " returns (N, 2048): "
              + e.getMessage(),
          e);
    }
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
    return profile.id();
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public int slice() {
    return BATCH;
  }

  @Override
  public float[][] features(GreyImages images) {
    float[][] features = new float[images.count()][];
    for (int from = 0; from < features.length; from += BATCH) {
      int to = Math.min(from + BATCH, features.length);
      float[] batch = batch(images, from, to);
      for (int n = from; n < to; n++) {
        int start = (n - from) * DIMENSIONS;
        features[n] = Arrays.copyOfRange(batch, start, start + DIMENSIONS);
      }
    }
    return features;
  }

  private float[] batch(GreyImages images, int from, int to) {
    float[] pixels = new float[BATCH * PIXELS];
    for (int n = from; n < to; n++) {
      profile.resize(images, n, pixels, (n - from) * PIXELS);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray grey =
          scope.create(pixels, new Shape(BATCH, 1, Profile.SIDE, Profile.SIDE)); // (B, 1, 299, 299)
      NDArray colours = grey.repeat(1, CHANNELS); // (B, 3, 299, 299)
      try (IValue x = IValue.from((PtNDArray) colours);
          IValue wanted = IValue.from(true);
          IValue answer = network.forward(x, wanted)) {
        NDArray features = answer.toTensor((PtNDManager) scope); // (B, 2048)
        if (!features.getShape().equals(new Shape(BATCH, DIMENSIONS))) {
          throw new IllegalArgumentException("it returns " + features.getShape());
        }
        return features.toFloatArray();
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
