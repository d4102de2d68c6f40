package dev.fidelio.localservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits for a process until it answers. */
public final class Readiness {

  private static final long PAUSE_MILLIS = 100;
  private static final int LOG_LINES = 20;
  private static final int LOG_BYTES = 8_192;

  private Readiness() {}

  /**
   * Waits until a process answers.
   *
   * @throws IOException if it ends before, or does not answer in time; with the log's last lines
   */
  public static void until(
      BooleanSupplier answers, String name, LocalProcess process, Path log, Duration limit)
      throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (!answers.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IOException(
            "%s ended at its start; %s says:%n%s".formatted(name, log, tail(log)));
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "%s does not answer after %d s; %s says:%n%s"
                .formatted(name, limit.toSeconds(), log, tail(log)));
      }
      pause();
    }
  }

  /** A moment between two looks. */
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
