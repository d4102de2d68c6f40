package dev.fidelio.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DownloadTest {

  private static final byte[] BODY = "0123456789".getBytes();
  private static final Runnable NEVER = () -> {};

  private final Download download = new Download(Duration.ofMillis(600));
  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch halfSent = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/slow", exchange -> send(exchange, 200, 150));
    server.createContext("/stalled", this::stopHalfway);
    server.createContext("/silent", exchange -> await());
    for (int status : new int[] {404, 410, 429, 500, 503}) {
      server.createContext("/" + status, exchange -> send(exchange, status, 0));
    }
    server.createContext("/cut", this::cut);
    server.start();
  }

  @AfterEach
  void end() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aSlowServerIsWaitedForAsLongAsBytesCome() {
    assertThat(download.of(address("/slow"), NEVER)).isEqualTo(BODY);
  }

  @Test
  void aServerThatStopsInTheMiddleOrSaysNothingAtAllIsUnavailable() {
    assertThatThrownBy(() -> download.of(address("/stalled"), NEVER))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("no byte for");
    assertThatThrownBy(() -> download.of(address("/silent"), NEVER))
        .isInstanceOf(SourceUnavailableException.class);
    assertThatThrownBy(() -> download.of(address("/cut"), NEVER))
        .isInstanceOf(SourceUnavailableException.class);
  }

  @Test
  void aStopInTheMiddleOfABodyEndsTheDownloadAtOnce() {
    Download patient = new Download(Duration.ofHours(1));

    assertThatThrownBy(
            () ->
                patient.of(
                    address("/stalled"),
                    () -> {
                      if (halfSent.getCount() == 0) {
                        throw new IllegalStateException("the service stops");
                      }
                    }))
        .hasMessage("the service stops");
  }

  @Test
  void whatMayPassIsToldFromWhatStays() {
    for (String passing : new String[] {"/429", "/500", "/503"}) {
      assertThatThrownBy(() -> download.of(address(passing), NEVER))
          .as(passing)
          .isInstanceOf(SourceUnavailableException.class);
    }
    for (String staying : new String[] {"/404", "/410"}) {
      assertThatThrownBy(() -> download.of(address(staying), NEVER))
          .as(staying)
          .isInstanceOf(FetchException.class);
    }
    String address = address("/slow");
    server.stop(0);
    assertThatThrownBy(() -> download.of(address, NEVER))
        .isInstanceOf(SourceUnavailableException.class);
  }

  @Test
  void aPathThatNamesNoFileIsRefusedAndAPipeIsNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> download.of(pipe.toString(), NEVER))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("no regular file");
    assertThatThrownBy(() -> download.of(folder.toString(), NEVER))
        .isInstanceOf(FetchException.class);
    assertThatThrownBy(() -> download.of(folder.resolve("none").toString(), NEVER))
        .isInstanceOf(FetchException.class);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Sends the body in ten parts. */
  private static void send(HttpExchange exchange, int status, long pauseMillis) throws IOException {
    exchange.sendResponseHeaders(status, BODY.length);
    try (OutputStream body = exchange.getResponseBody()) {
      for (byte each : BODY) {
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
        body.write(each);
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopHalfway(HttpExchange exchange) throws IOException {
    sendHalf(exchange);
    halfSent.countDown();
    await();
  }

  private void cut(HttpExchange exchange) throws IOException {
    sendHalf(exchange);
    exchange.close();
  }

  private static void sendHalf(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, BODY.length);
    exchange.getResponseBody().write(BODY, 0, BODY.length / 2);
    exchange.getResponseBody().flush();
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
