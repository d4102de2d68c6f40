package dev.fidelio.tracker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mlflow.tracking.MlflowClientException;

class ConversationTest {

  @Test
  @Timeout(30)
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Conversation conversation =
            new Conversation(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofSeconds(3))) {

      assertThatThrownBy(() -> conversation.mlflow().getRun("any"))
          .isInstanceOf(MlflowClientException.class);
    }
  }
}
