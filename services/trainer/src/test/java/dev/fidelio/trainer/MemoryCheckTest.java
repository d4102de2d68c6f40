package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.TrainingSettings;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.Split;
import dev.fidelio.stages.PermanentFailureException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {

  private static final double GIGABYTE = 1e9;
  private static final Split IMAGES = new Split(1, 28, 28, new byte[784], new byte[1]);
  private static final Dataset DATASET = new Dataset("digest", IMAGES, IMAGES);

  @Test
  void theDefaultsFitASmallWorker() {
    assertThatCode(() -> MemoryCheck.require(recipe(512, 256), DATASET, 0.25 * GIGABYTE, GIGABYTE))
        .doesNotThrowAnyException();
  }

  @Test
  void whatTheMachineCannotHoldIsRefusedWithWhatItNeedsAndWhatThereIs() {
    // 784 + 10 → 1,000,000 → 20 and back: 1.65 · 10⁹ weights, four times four bytes each, and a$
    assertThatThrownBy(() -> MemoryCheck.require(recipe(1_000_000), DATASET, 1e12, 16 * GIGABYTE))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageContaining("hiddenSizes [1000000] has 1,650,000,824 weights")
        .hasMessageContaining("needs about 27.")
        .hasMessageContaining("this worker has 16.00 GB");
  }

  @Test
  void whatTheHeapCannotHoldIsRefused() {
    assertThatThrownBy(() -> MemoryCheck.require(recipe(8_192), DATASET, 0.1 * GIGABYTE, 1e12))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageContaining("0.10 GB");
  }

  private static TrainingPlan recipe(Integer... hiddenSizes) {
    return new TrainingPlan(
        new Architecture(784, 10, List.of(hiddenSizes), 20), new TrainingSettings(32, 0.003, 1, 1));
  }
}
