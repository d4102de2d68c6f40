package dev.fidelio.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fidelio.contracts.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RegistryClientTest {

  @Test
  void aCallWithoutAResponseIsMadeAgainUnderTheSameKeyAndEachCallHasItsOwn() throws IOException {
    List<String> keys = new CopyOnWriteArrayList<>();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/api/v1/experiments",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          exchange.getRequestBody().readAllBytes();
          if (keys.size() > 1) {
            exchange.sendResponseHeaders(202, 2);
            exchange.getResponseBody().write("{}".getBytes());
          }
          exchange.close();
        });
    server.start();
    try {
      RegistryClient registry =
          new RegistryClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));

      registry.post("experiments", Json.mapper().createObjectNode());
      registry.post("experiments", Json.mapper().createObjectNode());
    } finally {
      server.stop(0);
    }

    assertThat(keys).hasSize(3).doesNotContainNull();
    assertThat(keys.get(1)).isEqualTo(keys.get(0));
    assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
  }
}
