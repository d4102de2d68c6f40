package dev.fidelio.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void freePortsDifferAndLieOutsideTheRangesOfOutgoingConnections() {
    assertThat(IntStream.range(0, 500).map(call -> Ports.free()))
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 15_000 && port < 32_000);
  }

  @Test
  void aPortThatAServerListensOnIsNotFree() throws Exception {
    int port = Ports.free();
    assertThat(Ports.isFree(port)).isTrue();
    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getByName(Ports.HOST))) {
      assertThat(server.isBound()).isTrue();
      assertThat(Ports.isFree(port)).isFalse();
    }
  }
}
