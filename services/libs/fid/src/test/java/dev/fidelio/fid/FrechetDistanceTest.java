package dev.fidelio.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
  private static final Gaussian ROUND =
      Gaussians.gaussian(10, new double[] {0, 0}, new double[][] {{1, 0}, {0, 1}});

  @Test
  void distributionsOfDifferentSizeCannotBeCompared() {
    Gaussian narrow = Gaussians.gaussian(10, new double[] {0}, new double[][] {{1}});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrechetDistance(ROUND).to(narrow))
        .withMessage("cannot compare 1 dimensions with 2");
  }

  @Test
  void aMatrixWithANegativeEigenvalueIsNoCovariance() {
    Gaussian saddle = Gaussians.gaussian(10, new double[] {0, 0}, new double[][] {{1, 2}, {2, 1}});

    assertThatIllegalArgumentException().isThrownBy(() -> new FrechetDistance(saddle));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrechetDistance(ROUND).to(saddle))
        .withMessageContaining("eigenvalue");
  }

  @Test
  void constantFeaturesAreAsFarApartAsTheirMeans() {
    Gaussian one = Gaussians.gaussian(10, new double[] {0, 0}, new double[2][2]);
    Gaussian other = Gaussians.gaussian(10, new double[] {3, 4}, new double[2][2]);

    assertThat(new FrechetDistance(one).to(other)).isEqualTo(25);
  }

  @Test
  void aGaussianIsCheckedWhenItIsMade() {
    double[] mean = {0, 0};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gaussians.gaussian(1, mean, new double[2][2]))
        .withMessageContaining("at least 2 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gaussians.gaussian(9, mean, new double[3][3]))
        .withMessageContaining("dimensions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gaussians.gaussian(9, mean, new double[2][3]))
        .withMessageContaining("6 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gaussians.gaussian(9, mean, new double[][] {{1, 0.5}, {0, 1}}))
        .withMessageContaining("symmetric");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gaussians.gaussian(9, new double[] {0, Double.NaN}, new double[2][2]))
        .withMessageContaining("NaN");
  }
}
