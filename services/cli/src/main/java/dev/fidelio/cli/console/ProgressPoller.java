package dev.fidelio.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.OutageWait;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a long operation of a service, such as reading the log, and prints its progress. */
public final class ProgressPoller {

  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);
  private static final long PAUSE_MILLIS = 500;

  private final Output output;
  private final String what;

  /** Progress counted in records. */
  public ProgressPoller(Output output) {
    this(output, "records");
  }

  /**
   * @param what the unit of the count
   */
  public ProgressPoller(Output output, String what) {
    this.output = output;
    this.what = what;
  }

  /**
   * Polls until the operation is done.
   *
   * @param asked returns the progress: at least how much is read or done, and of how much
   * @throws CommandFailedException if there is no progress for minutes
   */
  public JsonNode toTheEnd(Supplier<JsonNode> asked, Predicate<JsonNode> done) {
    String shown = "";
    long movedAt = System.nanoTime();
    OutageWait outageWait = new OutageWait(this::say);
    while (true) {
      JsonNode now = outageWait.call(asked);
      String line =
          "%d of %d %s".formatted(now.path("read").asLong(), now.path("of").asLong(), what);
      if (!line.equals(shown)) {
        say(line);
        shown = line;
        movedAt = System.nanoTime();
      }
      if (done.test(now)) {
        return now;
      }
      if (System.nanoTime() - movedAt > LONGEST_STANDSTILL.toNanos()) {
        throw new CommandFailedException(
            "no progress since %s; check ./fidelio status".formatted(line));
      }
      OutageWait.pause(PAUSE_MILLIS);
    }
  }

  private void say(String line) {
    output.err().println(line);
    output.err().flush();
  }
}
