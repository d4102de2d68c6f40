package dev.fidelio.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FrechetDistancePropertyTest {

  @Property(tries = 200)
  void aDistributionIsAtZeroFromItself(
      @ForAll @IntRange(min = 1, max = 24) int size, @ForAll long seed) {
    Gaussian gaussian = Gaussians.random(size, new Random(seed));

    double distance = new FrechetDistance(gaussian).to(gaussian);

    assertThat(distance).isBetween(0.0, 1e-10 * gaussian.trace());
  }

  @Property(tries = 200)
  void theDistanceIsTheSameBothWays(
      @ForAll @IntRange(min = 1, max = 24) int size, @ForAll long seed) {
    Random random = new Random(seed);
    Gaussian one = Gaussians.random(size, random);
    Gaussian other = Gaussians.random(size, random);

    double there = new FrechetDistance(one).to(other);
    double back = new FrechetDistance(other).to(one);

    assertThat(there).isCloseTo(back, within(1e-9 * (one.trace() + other.trace())));
  }

  /** For diagonal covariances the formula is Σᵢ (μᵢ − νᵢ)² + (σᵢ − τᵢ)². */
  @Property(tries = 200)
  void independentFeaturesAddUpOneByOne(
      @ForAll @IntRange(min = 1, max = 24) int size, @ForAll long seed) {
    Random random = new Random(seed);
    double[][] mean = new double[2][size];
    double[][][] covariance = new double[2][size][size];
    double expected = 0;
    for (int i = 0; i < size; i++) {
      double[] deviation = {3 * random.nextDouble(), 3 * random.nextDouble()};
      for (int g = 0; g < 2; g++) {
        mean[g][i] = random.nextGaussian();
        covariance[g][i][i] = deviation[g] * deviation[g];
      }
      expected += Math.pow(mean[0][i] - mean[1][i], 2);
      expected += Math.pow(deviation[0] - deviation[1], 2);
    }

    double distance =
        new FrechetDistance(Gaussians.gaussian(9, mean[0], covariance[0]))
            .to(Gaussians.gaussian(9, mean[1], covariance[1]));

    assertThat(distance).isCloseTo(expected, within(1e-8 * size));
  }

  @Property(tries = 200)
  void rotatingBothChangesNothing(
      @ForAll @IntRange(min = 1, max = 24) int size, @ForAll long seed) {
    Random random = new Random(seed);
    Gaussian one = Gaussians.random(size, random);
    Gaussian other = Gaussians.random(size, random);
    double[] normal = random.doubles(size, -1, 1).toArray();

    double before = new FrechetDistance(one).to(other);
    double after =
        new FrechetDistance(Gaussians.mirrored(one, normal)).to(Gaussians.mirrored(other, normal));

    assertThat(after).isCloseTo(before, within(1e-9 * (one.trace() + other.trace())));
  }

  @Property(tries = 200)
  void moreNoiseIsFurtherAway(
      @ForAll @IntRange(min = 1, max = 16) int size,
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.1, max = 2) double noise) {
    Gaussian gaussian = Gaussians.random(size, new Random(seed));
    FrechetDistance distance = new FrechetDistance(gaussian);

    double little = distance.to(Gaussians.widened(gaussian, noise));
    double much = distance.to(Gaussians.widened(gaussian, 2 * noise));

    assertThat(little).isPositive();
    assertThat(much).isGreaterThan(little);
  }

  @Property(tries = 200)
  void aFeatureThatNeverFiresCountsForNothing(
      @ForAll @IntRange(min = 1, max = 16) int size, @ForAll long seed) {
    Random random = new Random(seed);
    Gaussian one = Gaussians.random(size, random);
    Gaussian other = Gaussians.random(size, random);

    double without = new FrechetDistance(one).to(other);
    double with =
        new FrechetDistance(Gaussians.withFeature(one, 0)).to(Gaussians.withFeature(other, 0));

    assertThat(with).isCloseTo(without, within(1e-9 * without));
  }

  @Property(tries = 200)
  void aFeatureThatFiresOnOneSideOnlyCountsWithItsVariance(
      @ForAll @IntRange(min = 1, max = 16) int size,
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.1, max = 2) double variance) {
    Random random = new Random(seed);
    Gaussian one = Gaussians.random(size, random);
    Gaussian other = Gaussians.random(size, random);
    Gaussian firing = Gaussians.withFeature(one, variance);
    Gaussian dead = Gaussians.withFeature(other, 0);

    double expected = new FrechetDistance(one).to(other) + variance;

    assertThat(new FrechetDistance(firing).to(dead)).isCloseTo(expected, within(1e-9 * expected));
    assertThat(new FrechetDistance(dead).to(firing)).isCloseTo(expected, within(1e-9 * expected));
  }

  /** Small eigenvalues of the product are lost in the rounding of the large ones. */
  @Property(tries = 200)
  void smallDifferencesCountBesideLargeVariances(
      @ForAll @IntRange(min = 2, max = 12) int size, @ForAll long seed) {
    Random random = new Random(seed);
    Gaussian large = Gaussians.scaled(Gaussians.random(size, random), 1e3);
    Gaussian one = Gaussians.scaled(Gaussians.random(size, random), 1e-3);
    Gaussian other = Gaussians.scaled(Gaussians.random(size, random), 1e-3);
    double[] normal = random.doubles(2 * size, -1, 1).toArray();

    double expected = new FrechetDistance(one).to(other);
    double distance =
        new FrechetDistance(Gaussians.mirrored(Gaussians.beside(large, one), normal))
            .to(Gaussians.mirrored(Gaussians.beside(large, other), normal));

    assertThat(distance).isCloseTo(expected, within(1e-7 * expected));
  }
}
