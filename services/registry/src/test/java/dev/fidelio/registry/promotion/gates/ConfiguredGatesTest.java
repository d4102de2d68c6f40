package dev.fidelio.registry.promotion.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.registry.promotion.gates.Gate.Direction;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class ConfiguredGatesTest {

  @Test
  void aGateIsConfiguredFieldByField() {
    Map<String, Gate> gates =
        gates(
            Map.of(
                "fidelio.gates.champion.score", "recall",
                "fidelio.gates.champion.minimum-improvement", "0.01",
                "fidelio.gates.champion.evaluations", "default,again",
                "fidelio.gates.shadow.maximum", "40"));

    assertThat(gates.get("champion"))
        .isEqualTo(
            GateBuilder.builder()
                .score("recall")
                .extractor(null)
                .direction(Direction.HIGHER)
                .minimumImprovement(0.01)
                .minimum(null)
                .maximum(null)
                .evaluations(List.of("default", "again"))
                .noiseMargin(0)
                .build());
    assertThat(gates.get("shadow").score()).isEqualTo("fid");
    assertThat(gates.get("shadow").maximum()).isEqualTo(40);
    assertThat(gates(Map.of())).isEmpty();
  }

  @Test
  void aGateIsConfiguredByEnvironmentVariablesToo() {
    ConfigSource environment =
        new EnvConfigSource(
            Map.of(
                "FIDELIO_GATES_CHAMPION_NOISE_MARGIN", "2", "FIDELIO_GATES_CHAMPION_SCORE", "kid"),
            300);

    Map<String, Gate> gates = gates(environment);

    assertThat(gates.get("champion").score()).isEqualTo("kid");
    assertThat(gates.get("champion").noiseMargin()).isEqualTo(2);
  }

  @Test
  void aGateThatIsWrongIsRefusedWithEverythingThatIs() {
    Map<String, String> wrong =
        Map.of("fidelio.gates.v1.score", "beauty", "fidelio.gates.v1.noise-margin", "-1");

    assertThatThrownBy(() -> gates(wrong))
        .hasMessageContaining("fidelio.gates.v1")
        .hasMessageContaining("alias")
        .hasMessageContaining("score")
        .hasMessageContaining("noiseMargin");
  }

  private static Map<String, Gate> gates(Map<String, String> properties) {
    return gates(new PropertiesConfigSource(properties, "test", 100));
  }

  private static Map<String, Gate> gates(ConfigSource source) {
    GatesConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(GatesConfig.class)
            .withSources(source)
            .build()
            .getConfigMapping(GatesConfig.class);
    return ConfiguredGates.of(config, new GateReader(Set.of("inception-mnist")));
  }
}
