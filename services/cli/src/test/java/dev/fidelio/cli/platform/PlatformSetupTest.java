package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformSetupTest {

  @Test
  void aPortIsTheStandardOneUntilItsVariableSaysOtherwise() {
    assertThat(setup(Map.of()).port("FIDELIO_KAFKA_PORT", 9092)).isEqualTo(9092);
    assertThat(setup(Map.of("FIDELIO_KAFKA_PORT", "7")).port("FIDELIO_KAFKA_PORT", 9092))
        .isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "65536", "-1"})
  void whatIsNoPortIsRefusedByTheVariablesName(String variables) {
    PlatformSetup platformSetup = setup(Map.of("FIDELIO_KAFKA_PORT", variables));

    assertThatThrownBy(() -> platformSetup.port("FIDELIO_KAFKA_PORT", 9092))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("FIDELIO_KAFKA_PORT is " + variables);
  }

  private static PlatformSetup setup(Map<String, String> environment) {
    return new PlatformSetup(Path.of("/checkout"), Path.of("/checkout/.fidelio"), environment);
  }
}
