package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.formats.Safetensors;
import dev.fidelio.formats.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointTest {

  private static final byte[] BYTES = SmallNetworks.initial().toBytes();

  @Test
  void whatIsWrittenIsReadBack() {
    Checkpoint checkpoint = Checkpoint.read(BYTES);

    assertThat(checkpoint.architecture()).isEqualTo(SmallNetworks.SMALL);
    assertThat(checkpoint.settings()).isEqualTo(SmallNetworks.SETTINGS);
    assertThat(checkpoint.epoch()).isZero();
    assertThat(checkpoint.step()).isZero();
    assertThat(checkpoint.weight("encoder.0.weight").floats())
        .isEqualTo(SmallNetworks.initial().weight("encoder.0.weight").floats());
    assertThat(checkpoint.toBytes()).isEqualTo(BYTES);
  }

  @Test
  void theEnvironmentsAndEverySettingAreReadBack() {
    TrainingSettings trainingSettings =
        TrainingSettingsBuilder.builder()
            .batchSize(8)
            .learningRate(0.003)
            .beta(1)
            .seed(1)
            .optimizer(new Optimizer(Optimizer.Algorithm.ADAMW, 0.1, 5))
            .schedule(new StepSchedule(StepSchedule.Shape.COSINE, 3, 0.5, 1))
            .build();
    Map<String, String> here = Map.of("device", "cpu", "threads", "1");
    Checkpoint start = Checkpoint.initial(SmallNetworks.SMALL, trainingSettings);
    try (Training training = new Training(SmallNetworks.compute(), start, here)) {
      Checkpoint checkpoint = Checkpoint.read(training.checkpoint().toBytes());

      assertThat(checkpoint.settings()).isEqualTo(trainingSettings);
      assertThat(checkpoint.environments()).containsExactly(here);
      assertThat(checkpoint.with(SmallNetworks.SETTINGS).settings())
          .isEqualTo(SmallNetworks.SETTINGS);
    }
  }

  @Test
  void aCheckpointThatPythonWroteIsRead() {
    Checkpoint checkpoint = Checkpoint.read(SmallNetworks.resource("start.safetensors"));

    assertThat(checkpoint.architecture().hiddenSizes()).containsExactly(5, 4);
    assertThat(checkpoint.settings()).isEqualTo(new TrainingSettings(4, 0.01, 0.5, 0));
  }

  @Test
  void weightsStartAsLinearLayersOfPyTorchDo() {
    float[] weight = SmallNetworks.initial().weight("encoder.0.weight").floats();

    float bound = (float) (1 / Math.sqrt(16 + 3));
    for (float value : weight) {
      assertThat(value).isBetween(-bound, bound);
    }
    assertThat(SmallNetworks.initial().weight("encoder.0.bias").floats())
        .hasSize(12)
        .doesNotContain(0f);
  }

  @Test
  void aCutCheckpointIsRefused() {
    for (int length : new int[] {0, 7, 8, 100, BYTES.length / 2, BYTES.length - 1}) {
      assertThatThrownBy(() -> Checkpoint.read(Arrays.copyOf(BYTES, length)))
          .as("cut to %d bytes", length)
          .isInstanceOf(DamagedCheckpointException.class);
    }
    assertThatThrownBy(() -> Checkpoint.read(Arrays.copyOf(BYTES, BYTES.length + 1)))
        .isInstanceOf(DamagedCheckpointException.class)
        .hasMessageContaining("the header describes");
  }

  @Test
  void everyByteOfTheHeaderThatIsBrokenGivesACheckpointOrAClearError() {
    int header = BYTES.length - 3 * 4 * parameters();
    for (int i = 0; i < header; i++) {
      byte[] broken = BYTES.clone();
      broken[i] = '#';
      try {
        Checkpoint.read(broken);
      } catch (DamagedCheckpointException expected) {
        assertThat(expected).hasMessageMatching("(?s).{10,}");
      }
    }
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    byte[] other = SmallNetworks.resource("golden.safetensors");

    assertThatThrownBy(() -> Checkpoint.read(other))
        .isInstanceOf(DamagedCheckpointException.class)
        .hasMessageContaining(
            "a checkpoint says fidelio-cvae, version 1 or 2; this file says null");
    assertThatThrownBy(
            () -> Checkpoint.read("{\"not\": 1}".repeat(9).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DamagedCheckpointException.class)
        .hasMessageContaining("not a safetensors file");
  }

  @Test
  void aMissingTensorAndAWrongShapeAreNamed() {
    Safetensors whole = Safetensors.read(BYTES);
    Map<String, Tensor> fewer = new LinkedHashMap<>(whole.tensors());
    Tensor bias = fewer.remove("exp_avg.mu.bias");
    Map<String, Tensor> twisted = new LinkedHashMap<>(whole.tensors());
    twisted.put("mu.bias", new Tensor("F32", new long[] {2, 2}, bias.data()));

    assertThatThrownBy(() -> Checkpoint.read(new Safetensors(whole.metadata(), fewer).toBytes()))
        .isInstanceOf(DamagedCheckpointException.class)
        .hasMessageContaining("exp_avg.mu.bias");
    assertThatThrownBy(() -> Checkpoint.read(new Safetensors(whole.metadata(), twisted).toBytes()))
        .isInstanceOf(DamagedCheckpointException.class)
        .hasMessageStartingWith("mu.bias");
  }

  @Test
  void metadataOutOfRangeIsRefused() {
    assertRefused(
        "settings", "{\"batchSize\":0,\"learningRate\":0.003,\"beta\":1,\"seed\":1}", "batchSize");
    assertRefused("part", "{\"steps\":-1,\"images\":0,\"seconds\":0}", "steps\":-1");
    assertRefused("part", "{\"steps\":1", "part={");
  }

  private static void assertRefused(String name, String value, String message) {
    Safetensors whole = Safetensors.read(BYTES);
    Map<String, String> metadata = new LinkedHashMap<>(whole.metadata());
    metadata.put(name, value);

    assertThatThrownBy(() -> Checkpoint.read(new Safetensors(metadata, whole.tensors()).toBytes()))
        .isInstanceOf(DamagedCheckpointException.class)
        .hasMessageContaining(message);
  }

  private static int parameters() {
    return SmallNetworks.SMALL.parameters().values().stream()
        .mapToInt(shape -> (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b))
        .sum();
  }
}
