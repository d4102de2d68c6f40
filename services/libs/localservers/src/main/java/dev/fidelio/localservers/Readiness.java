package dev.fidelio.localservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Waits until a process is ready, for as long as it makes progress: on a busy machine a start takes
 * many times as long.
 *
 * @param name the process's name, for messages
 * @param log receives the process's output
 * @param patience how long the process may neither write to its log nor use the processor
 */
public record Readiness(String name, LocalProcess process, Path log, Duration patience) {

  /** A process that logs its failures for ever makes progress too: ten times the patience. */
  private static final int LONGEST = 10;

  private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 100;
  private static final int LOG_LINES = 20;
  private static final int LOG_BYTES = 8_192;

  /**
   * Waits until the process is ready.
   *
   * @param progress receives a line every half minute
   * @throws IOException if the process ends first, makes no progress, or takes ten times the
   *     patience; the message holds the end of its log
   */
  public void await(BooleanSupplier answers, ProgressListener progress) throws IOException {
    Stopwatch total = new Stopwatch();
    Stopwatch unchanged = new Stopwatch();
    Stopwatch silent = new Stopwatch();
    StartProgress last = StartProgress.of(process, log);
    while (!answers.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IOException(
            "%s ended during startup; the end of %s:%n%s".formatted(name, log, tail(log)));
      }
      StartProgress now = StartProgress.of(process, log);
      if (now.isBeyond(last, patience)) {
        last = now;
        unchanged = new Stopwatch();
      }
      if (unchanged.isPast(patience) || total.isPast(patience.multipliedBy(LONGEST))) {
        throw new IOException(
            "%s does not answer after %d s; the end of %s:%n%s"
                .formatted(name, total.seconds(), log, tail(log)));
      }
      if (silent.isPast(BETWEEN_MESSAGES)) {
        progress.say(
            "%s is still starting after %d s (log: %s)".formatted(name, total.seconds(), log));
        silent = new Stopwatch();
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

  private static final class Stopwatch {

    private final long started = System.nanoTime();

    private boolean isPast(Duration limit) {
      return System.nanoTime() - started > limit.toNanos();
    }

    private long seconds() {
      return Duration.ofNanos(System.nanoTime() - started).toSeconds();
    }
  }
}
