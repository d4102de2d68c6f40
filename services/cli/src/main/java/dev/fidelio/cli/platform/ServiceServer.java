package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.Ports;
import dev.fidelio.localservers.ProgressListener;
import dev.fidelio.localservers.Readiness;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A running service of the platform. */
record ServiceServer(String name, int port, LocalProcess process, Path log) implements LocalServer {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Longer than the services' own shutdown timeout. */
  private static final Duration GRACE = Duration.ofSeconds(40);

  private static final int HTTP_MILLIS = 5_000;

  @Override
  public void awaitReady(ProgressListener progress) throws IOException {
    new Readiness(name, process, log, PATIENCE).await(() -> isReady(port), progress);
  }

  @Override
  public void stop() throws IOException {
    process.stop(GRACE);
  }

  /** Whether the service on that port reports that it is ready. */
  static boolean isReady(int port) {
    try {
      URI health = URI.create("http://%s:%d/q/health/ready".formatted(Ports.HOST, port));
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(HTTP_MILLIS);
      connection.setReadTimeout(HTTP_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
