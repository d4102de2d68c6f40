package dev.fidelio.fid;

/** The features of the scripts that computed the golden values. */
final class GoldenFeatures {
  private GoldenFeatures() {}

  static Features features(int count, int dimensions, long seed, double shift) {
    long state = seed;
    float[][] features = new float[count][dimensions];
    for (float[] row : features) {
      double before = 0;
      for (int column = 0; column < dimensions; column++) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        before = 0.5 * before + (state >>> 40) / 0x1p24;
        row[column] = (float) (before + shift);
      }
    }
    return Features.of(features);
  }
}
