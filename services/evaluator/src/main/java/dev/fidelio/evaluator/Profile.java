package dev.fidelio.evaluator;

import java.util.Arrays;

/**
 * Converts images to the size and the range of values that the FID Inception expects, as one of the
 * reference implementations does. The TorchScript applies its own normalisation, (x − 128) / 128,
 * so its input is scaled to yield that of the reference implementation.
 */
public enum Profile {
  /** Resizes with half-pixel centres and normalises to 2x / 255 − 1 (pytorch-fid 0.3.0). */
  PYTORCH_FID("pytorch-fid", 0.5, 256f / 255),
  /** Resizes as TensorFlow 1 did and normalises to (x − 128) / 128 (torch-fidelity 0.4.0). */
  TORCH_FIDELITY("torch-fidelity", 0, 1);

  /** Rows and columns of the network's input. */
  static final int SIDE = 299;

  private final String id;
  private final double centre;
  private final float factor;

  Profile(String id, double centre, float factor) {
    this.id = id;
    this.centre = centre;
    this.factor = factor;
  }

  /** The name in scores. */
  public String id() {
    return id;
  }

  /**
   * The profile with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Profile named(String id) {
    return Arrays.stream(values())
        .filter(profile -> profile.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fidelio.extractors.inception-v3.profile is "
                        + id
                        + " (allowed: pytorch-fid, torch-fidelity)"));
  }

  /**
   * Resizes one image, bilinear.
   *
   * @param target receives the pixels, (299, 299), from {@code start} on
   */
  void resize(GreyImages images, int n, float[] target, int start) {
    int height = images.height();
    int width = images.width();
    Axis down = new Axis(height);
    Axis across = new Axis(width);
    float[] line = new float[width];
    for (int y = 0; y < SIDE; y++) {
      int upper = (n * height + down.lower[y]) * width;
      int lower = (n * height + down.upper[y]) * width;
      for (int x = 0; x < width; x++) {
        float above = images.pixels()[upper + x] & 0xff;
        float below = images.pixels()[lower + x] & 0xff;
        line[x] = (above + (below - above) * down.weight[y]) * factor;
      }
      for (int x = 0; x < SIDE; x++) {
        float left = line[across.lower[x]];
        float right = line[across.upper[x]];
        target[start + y * SIDE + x] = left + (right - left) * across.weight[x];
      }
    }
  }

  /** For each of 299 positions: the two source positions, and the weight of the upper one. */
  private final class Axis {
    private final int[] lower = new int[SIDE];
    private final int[] upper = new int[SIDE];
    private final float[] weight = new float[SIDE];

    Axis(int size) {
      for (int i = 0; i < SIDE; i++) {
        double place = Math.max(0, (i + centre) * size / SIDE - centre);
        lower[i] = Math.min(size - 1, (int) place);
        upper[i] = Math.min(size - 1, lower[i] + 1);
        weight[i] = (float) (place - lower[i]);
      }
    }
  }
}
