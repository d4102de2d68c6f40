package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits while a service does something long, such as reading the log, and says how far it is. */
final class ProgressPoller {

  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);
  private static final long PAUSE_MILLIS = 500;

  private final Output output;
  private final String what;

  /** Of records. */
  ProgressPoller(Output output) {
    this(output, "records");
  }

  /**
   * @param what is counted
   */
  ProgressPoller(Output output, String what) {
    this.output = output;
    this.what = what;
  }

  /**
   * Asks until the service is done.
   *
   * @param asked what the service says: at least how much it has read, or done, and of how much
   * @throws CommandFailedException if it does not get on for minutes
   */
  JsonNode toTheEnd(Supplier<JsonNode> asked, Predicate<JsonNode> done) {
    String shown = "";
    long movedAt = System.nanoTime();
    while (true) {
      JsonNode now = asked.get();
      String line =
          "%d of %d %s".formatted(now.path("read").asLong(), now.path("of").asLong(), what);
      if (!line.equals(shown)) {
        output.err().println(line);
        output.err().flush();
        shown = line;
        movedAt = System.nanoTime();
      }
      if (done.test(now)) {
        return now;
      }
      if (System.nanoTime() - movedAt > LONGEST_STANDSTILL.toNanos()) {
        throw new CommandFailedException(
            "it stands still at %s; ./fidelio status shows what runs".formatted(line));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
