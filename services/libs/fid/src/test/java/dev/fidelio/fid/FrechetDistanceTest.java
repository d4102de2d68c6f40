package dev.fidelio.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
  private static final Gaussian ROUND =
      new Gaussian(10, new double[] {0, 0}, new double[][] {{1, 0}, {0, 1}});

  @Test
  void distributionsOfDifferentSizeCannotBeCompared() {
    Gaussian narrow = new Gaussian(10, new double[] {0}, new double[][] {{1}});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrechetDistance(ROUND).to(narrow))
        .withMessage("cannot compare 1 dimensions with 2");
  }

  @Test
  void aMatrixWithANegativeEigenvalueIsNoCovariance() {
    Gaussian saddle = new Gaussian(10, new double[] {0, 0}, new double[][] {{1, 2}, {2, 1}});

    assertThatIllegalArgumentException().isThrownBy(() -> new FrechetDistance(saddle));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrechetDistance(ROUND).to(saddle))
        .withMessageContaining("eigenvalue");
  }

  @Test
  void constantFeaturesAreAsFarApartAsTheirMeans() {
    Gaussian one = new Gaussian(10, new double[] {0, 0}, new double[2][2]);
    Gaussian other = new Gaussian(10, new double[] {3, 4}, new double[2][2]);

    assertThat(new FrechetDistance(one).to(other)).isEqualTo(25);
  }

  @Test
  void aGaussianIsCheckedWhenItIsMade() {
    double[] mean = {0, 0};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gaussian(1, mean, new double[2][2]))
        .withMessageContaining("at least 2 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gaussian(9, mean, new double[3][3]))
        .withMessageContaining("dimensions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gaussian(9, mean, new double[2][3]))
        .withMessageContaining("row 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gaussian(9, mean, new double[][] {{1, 0.5}, {0, 1}}))
        .withMessageContaining("symmetric");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gaussian(9, new double[] {0, Double.NaN}, new double[2][2]))
        .withMessageContaining("NaN");
  }
}
