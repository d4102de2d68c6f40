package dev.fidelio.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.localservers.LocalMlflow;
import org.junit.jupiter.api.Test;

class TestServersIT {

  @Test
  void aSharedServerIsStartedOnce() {
    assertThat(TestServers.mlflow()).isEqualTo(TestServers.mlflow());
    assertThat(LocalMlflow.answers(TestServers.mlflow())).isTrue();
  }
}
