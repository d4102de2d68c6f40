package dev.fidelio.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Expected numbers: pytorch-fid 0.3.0, by golden.py beside golden.csv. */
class FrechetDistanceGoldenTest {

  @ParameterizedTest
  @CsvFileSource(resources = "golden.csv")
  void theDistanceIsThatOfPytorchFid(
      int dimensions,
      int count,
      long seed,
      int otherCount,
      long otherSeed,
      double shift,
      double scale,
      double expected) {
    Gaussian reference = fit(features(count, dimensions, seed, 0, 1));
    Gaussian other = fit(features(otherCount, dimensions, otherSeed, shift, scale));

    double distance = new FrechetDistance(reference).to(other);

    assertThat(distance).isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
  }

  private static Gaussian fit(float[][] features) {
    FeatureStatistics statistics = new FeatureStatistics(features[0].length);
    statistics.add(features);
    return statistics.gaussian();
  }

  private static float[][] features(
      int count, int dimensions, long seed, double shift, double scale) {
    long state = seed;
    float[][] features = new float[count][dimensions];
    for (float[] row : features) {
      double before = 0;
      for (int column = 0; column < dimensions; column++) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        before = 0.5 * before + (state >>> 40) / 0x1p24;
        row[column] = (float) (before * scale + shift);
      }
    }
    return features;
  }
}
