package dev.fidelio.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Expected numbers: torch-fidelity 0.4.0, by companions.py beside companions.csv. */
class CompanionsTest {

  @ParameterizedTest
  @CsvFileSource(resources = "companions.csv")
  void theCompanionsAreThoseOfTorchFidelity(
      int dimensions, int count, double shift, double kid, double precision, double recall) {
    Features reference = GoldenFeatures.features(count, dimensions, 1, 0);
    Features samples = GoldenFeatures.features(count, dimensions, 2, shift);

    KernelDistance distance =
        KernelDistance.between(reference, reference.all(), samples, samples.all(), 10, count, 0);

    assertThat(distance.mean()).isCloseTo(kid, within(1e-9 * Math.max(1, Math.abs(kid))));
    assertThat(distance.deviation()).isZero();
    assertThat(new Manifold(reference).holds(samples)).isCloseTo(precision, within(1e-6));
    assertThat(new Manifold(samples).holds(reference)).isCloseTo(recall, within(1e-6));
  }

  @Test
  void subsetsSpreadAboutTheWhole() {
    Features reference = GoldenFeatures.features(400, 8, 1, 0);
    Features samples = GoldenFeatures.features(400, 8, 2, 0.2);
    double whole =
        KernelDistance.between(reference, reference.all(), samples, samples.all(), 1, 400, 0)
            .mean();

    KernelDistance subsets =
        KernelDistance.between(reference, reference.all(), samples, samples.all(), 100, 100, 0);

    assertThat(subsets.deviation()).isPositive();
    assertThat(subsets.mean()).isCloseTo(whole, within(subsets.deviation()));
    assertThat(
            KernelDistance.between(reference, reference.all(), samples, samples.all(), 100, 100, 0))
        .isEqualTo(subsets);
  }

  @Test
  void aRegionNeedsMoreVectorsThanNeighbours() {
    Features three = GoldenFeatures.features(3, 2, 1, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Manifold(three))
        .withMessage("3 vectors have no 3 neighbours");
  }

  /** Compares the error with the deviation over many independent draws from one distribution. */
  @Test
  void theStandardErrorIsTheDeviationOverManyDraws() {
    int draws = 60;
    FrechetDistance reference =
        new FrechetDistance(FeatureStatistics.of(normal(4_000, 0), ids(4_000)).gaussian());
    double[] distances = new double[draws];
    double errors = 0;
    for (int draw = 0; draw < draws; draw++) {
      Features samples = normal(400, 1 + draw);
      distances[draw] = reference.to(FeatureStatistics.of(samples, ids(400)).gaussian());
      int[] blocks = IntStream.range(0, 400).map(n -> n % Jackknife.BLOCKS).toArray();
      errors += Jackknife.standardError(reference, samples, blocks) / draws;
    }
    double mean = IntStream.range(0, draws).mapToDouble(i -> distances[i]).average().orElseThrow();
    double variance =
        IntStream.range(0, draws)
                .mapToDouble(i -> (distances[i] - mean) * (distances[i] - mean))
                .sum()
            / (draws - 1);

    assertThat(errors / Math.sqrt(variance)).isBetween(0.7, 1.4);
  }

  private static int[] ids(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static Features normal(int count, long seed) {
    Random random = new Random(seed);
    float[][] vectors = new float[count][3];
    for (float[] vector : vectors) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (random.nextGaussian() + (seed == 0 ? 0 : 0.5));
      }
    }
    return Features.of(vectors);
  }
}
