package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuTest {

  @Test
  void theDriversAnswerHasMlflowsNames() {
    Gpu gpu = Gpu.parse(1, "35, 1000, 80000\n").orElseThrow();

    assertThat(gpu.metrics())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "gpu_1_utilization_percentage", 35.0,
                "gpu_1_memory_usage_megabytes", 1048.576,
                "gpu_1_memory_usage_percentage", 1.25));
  }

  @Test
  void anAnswerThatTellsNothingIsEmpty() {
    assertThat(Gpu.parse(0, "No devices were found")).isEmpty();
    assertThat(Gpu.parse(0, "[N/A], 1000, 80000")).isEmpty();
    assertThat(Gpu.parse(0, "")).isEmpty();
  }
}
