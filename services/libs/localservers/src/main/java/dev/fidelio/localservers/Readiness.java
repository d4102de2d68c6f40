package dev.fidelio.localservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits until a process is ready. */
public final class Readiness {

  private static final long PAUSE_MILLIS = 100;
  private static final int LOG_LINES = 20;
  private static final int LOG_BYTES = 8_192;

  private Readiness() {}

  /**
   * Waits until a process is ready.
   *
   * @throws IOException if it ends first or is not ready in time; the message holds the end of its
   *     log
   */
  public static void until(
      BooleanSupplier answers, String name, LocalProcess process, Path log, Duration limit)
      throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (!answers.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IOException(
            "%s ended during startup; the end of %s:%n%s".formatted(name, log, tail(log)));
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "%s does not answer after %d s; the end of %s:%n%s"
                .formatted(name, limit.toSeconds(), log, tail(log)));
      }
      pause();
    }
  }

  /** Pauses between two checks. */
  static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  /** The last lines of a log. */
  public static String tail(Path log) throws IOException {
    if (Files.notExists(log)) {
      return "(nothing)";
    }
    byte[] all = Files.readAllBytes(log);
    int from = Math.max(0, all.length - LOG_BYTES);
    List<String> lines =
        new String(all, from, all.length - from, StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }
}
