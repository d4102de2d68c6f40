package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceTest {

  @ParameterizedTest
  @EnumSource(Service.class)
  void aServiceWithoutMemoryEndsInsteadOfLosingAThread(Service service) {
    assertThat(service.memoryFlags()).contains("-XX:+ExitOnOutOfMemoryError");
  }
}
