package dev.fidelio.tracker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlflow.tracking.MlflowClientException;

class MlflowSessionTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 3000})
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void aServerThatNeverAnswersIsAbandoned(int longest) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        MlflowSession mlflowSession =
            new MlflowSession(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                Duration.ofMillis(longest))) {

      assertThatThrownBy(() -> mlflowSession.mlflow().getRun("any"))
          .isInstanceOfAny(MlflowClientException.class, IllegalStateException.class);
      assertThat(mlflowSession.isOver()).isTrue();
    }
  }
}
