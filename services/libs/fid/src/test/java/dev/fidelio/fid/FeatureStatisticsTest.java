package dev.fidelio.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureStatisticsTest {

  @Test
  void meanAndCovarianceAreThoseOfTheTextbook() {
    FeatureStatistics statistics = new FeatureStatistics(2);
    statistics.add(new float[][] {{1, 2}, {3, 6}, {5, 1}});

    Gaussian gaussian = statistics.gaussian();

    assertThat(gaussian.count()).isEqualTo(3);
    assertThat(gaussian.mean()).containsExactly(new double[] {3, 3}, within(1e-15));
    assertThat(gaussian.covariance()).containsExactly(new double[] {4, -1, -1, 7}, within(1e-14));
  }

  @Test
  void howTheStreamIsCutChangesNoBit() {
    float[][] features = normal(1_000, 5, 1, 0);
    FeatureStatistics whole = new FeatureStatistics(5);
    FeatureStatistics pieces = new FeatureStatistics(5);

    whole.add(features);
    for (int from = 0; from < features.length; from += 37) {
      pieces.add(Arrays.copyOfRange(features, from, Math.min(from + 37, features.length)));
    }

    assertThat(pieces.gaussian().mean()).isEqualTo(whole.gaussian().mean());
    assertThat(pieces.gaussian().covariance()).isEqualTo(whole.gaussian().covariance());
  }

  @Test
  void mergedPartsAreTheWhole() {
    FeatureStatistics whole = new FeatureStatistics(7);
    FeatureStatistics first = new FeatureStatistics(7);
    FeatureStatistics second = new FeatureStatistics(7);
    float[][] one = normal(333, 7, 1, 0);
    float[][] two = normal(200, 7, 2, 50);

    whole.add(one);
    whole.add(two);
    first.add(one);
    second.add(two);
    first.merge(second);

    assertThat(first.gaussian().count()).isEqualTo(533);
    assertSame(first.gaussian(), whole.gaussian(), 1e-9);
  }

  @Test
  void whatIsTakenOutIsAsIfItHadNeverBeen() {
    float[][] features = normal(500, 4, 1, 20);
    Features all = Features.of(features);
    FeatureStatistics whole = FeatureStatistics.of(all, IntStream.range(0, 500).toArray());
    FeatureStatistics part = FeatureStatistics.of(all, IntStream.range(100, 180).toArray());
    FeatureStatistics expected = new FeatureStatistics(4);
    expected.add(Arrays.copyOfRange(features, 0, 100));
    expected.add(Arrays.copyOfRange(features, 180, 500));

    Gaussian rest = whole.without(part).gaussian();

    assertThat(rest.count()).isEqualTo(420);
    assertSame(rest, expected.gaussian(), 1e-10);
  }

  @Test
  void aMeanFarFromZeroCostsNoDigits() {
    float[][] features = normal(500, 3, 1, 0);
    float[][] far = new float[500][3];
    for (int n = 0; n < 500; n++) {
      for (int i = 0; i < 3; i++) {
        features[n][i] = Math.round(features[n][i] * 64);
        far[n][i] = features[n][i] + (1 << 23);
      }
    }
    FeatureStatistics near = new FeatureStatistics(3);
    FeatureStatistics shifted = new FeatureStatistics(3);

    near.add(features);
    shifted.add(far);

    double[] expected = near.gaussian().covariance();
    assertThat(shifted.gaussian().covariance()).containsExactly(expected, within(1e-4));
  }

  @Test
  void aFeatureThatIsNotANumberIsNamed() {
    FeatureStatistics statistics = new FeatureStatistics(2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.add(new float[][] {{1, 2}, {3, Float.NaN}}))
        .withMessage("feature 1 of vector 1 is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.add(new float[][] {{Float.POSITIVE_INFINITY, 0}}));
  }

  @Test
  void oneSampleHasNoCovariance() {
    FeatureStatistics statistics = new FeatureStatistics(2);
    statistics.add(new float[][] {{1, 2}});

    assertThatIllegalArgumentException()
        .isThrownBy(statistics::gaussian)
        .withMessageContaining("at least 2 samples");
  }

  @Test
  void anotherNumberOfFeaturesIsRefused() {
    FeatureStatistics statistics = new FeatureStatistics(2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.add(new float[][] {{1, 2, 3}}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.merge(new FeatureStatistics(3)));
  }

  private static void assertSame(Gaussian actual, Gaussian expected, double tolerance) {
    assertThat(actual.mean()).containsExactly(expected.mean(), within(tolerance));
    assertThat(actual.covariance()).containsExactly(expected.covariance(), within(tolerance));
  }

  private static float[][] normal(int count, int dimensions, long seed, double shift) {
    Random random = new Random(seed);
    float[][] features = new float[count][dimensions];
    for (float[] row : features) {
      for (int i = 0; i < dimensions; i++) {
        row[i] = (float) (random.nextGaussian() + shift);
      }
    }
    return features;
  }
}
