package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class DenormalsTest {

  private static final float SMALLEST_NORMAL = Float.MIN_NORMAL;

  @Test
  void libtorchTakesDenormalNumbersAsZeroAndJavaHasThemAfterwards() {
    try (NDManager manager = SmallNetworks.compute().open()) {
      float flushed = Denormals.flushed(() -> half(manager));

      assertThat(flushed).isZero();
      assertThat(half(manager)).isEqualTo(SMALLEST_NORMAL / 2).isPositive();
    }
  }

  private static float half(NDManager manager) {
    return manager.create(new float[] {SMALLEST_NORMAL}).mul(0.5f).getFloat();
  }
}
