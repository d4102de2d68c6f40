package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

class ComputeTest {

  @Test
  void autoIsTheFirstGpuAndElseTheProcessor() {
    assertThat(Compute.choose("auto", 2)).isEqualTo(Device.gpu(0));
    assertThat(Compute.choose("auto", 0)).isEqualTo(Device.cpu());
    assertThat(Compute.choose("cpu", 2)).isEqualTo(Device.cpu());
    assertThat(Compute.choose("cuda:1", 2)).isEqualTo(Device.gpu(1));
  }

  @Test
  void aDeviceThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Compute.choose("cuda:2", 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cuda:2 is not there: the PyTorch engine sees 2 GPUs");
  }

  @Test
  void aDeviceThatIsNoneSaysWhatIsAllowed() {
    for (String device : new String[] {"gpu", "cuda", "cuda:", "cuda:x", "CPU", ""}) {
      assertThatThrownBy(() -> Compute.choose(device, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("auto, cpu or cuda:0");
    }
  }

  @Test
  void theEngineNeitherDownloadsNorPhonesHome() {
    Compute compute = Compute.on("cpu", 1);

    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    assertThat(compute.threads()).isEqualTo(1);
    assertThat(compute.device()).isEqualTo("cpu");
    assertThat(compute.engine()).isEqualTo("PyTorch 2.7.1");
  }
}
