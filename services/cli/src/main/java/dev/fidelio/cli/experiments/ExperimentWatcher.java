package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.OutageWait;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Topic;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows an experiment's event stream and prints a line for each event. */
public final class ExperimentWatcher {

  /** How often the registry is asked for an experiment that it does not know yet. */
  private static final int MAX_LOOKS = 30;

  private static final long PAUSE_MILLIS = 1000;

  /** Progress events arrive every second; one per interval is printed. */
  private static final Duration BETWEEN_SIGNALS = Duration.ofSeconds(5);

  private final RegistryClient registry;
  private final PrintWriter out;
  private final OutageWait outageWait = new OutageWait(this::say);
  private String lastEventId;
  private String lastLine = "";
  private long nextSignal = System.nanoTime();

  public ExperimentWatcher(RegistryClient registry, PrintWriter out) {
    this.registry = registry;
    this.out = out;
  }

  /**
   * Prints a line for each event until the experiment has ended. Reconnects when the stream ends,
   * and while the registry does not answer for some minutes.
   *
   * @return the exit code: 0 if the experiment completed, else 1
   * @throws CommandFailedException if the registry does not know the experiment, or is gone for
   *     longer
   */
  public int follow(String experimentId) {
    String path = "experiments/" + RegistryClient.encoded(experimentId);
    awaitKnown(path);
    while (true) {
      outageWait.call(() -> read(path + "/events"));
      JsonNode experiment = outageWait.call(() -> registry.get(path));
      ExperimentState state = ExperimentState.valueOf(experiment.path("state").asText());
      if (state.isFinal()) {
        return state == ExperimentState.COMPLETED ? 0 : 1;
      }
      OutageWait.pause(PAUSE_MILLIS);
    }
  }

  /** The registry knows a new request only after ingestion has decided it. */
  private void awaitKnown(String path) {
    for (int i = 0; i < MAX_LOOKS && outageWait.call(() -> registry.find(path)).isEmpty(); i++) {
      OutageWait.pause(PAUSE_MILLIS);
    }
  }

  /** Prints the stream's events, until it ends or breaks; the id of the last one. */
  private String read(String path) {
    try (Stream<String> lines = registry.events(path, Optional.ofNullable(lastEventId))) {
      String type = "";
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        String line = each.next();
        if (line.startsWith("id:")) {
          lastEventId = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          type = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          print(type, Json.mapper().readTree(line.substring(5)));
        }
      }
    } catch (UncheckedIOException | JsonProcessingException e) {
      say("the event stream was interrupted; reconnecting");
    }
    return lastEventId;
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private void print(String type, JsonNode data) {
    if (type.equals(Topic.TRAINING_PROGRESSED.plainName())) {
      if (System.nanoTime() < nextSignal) {
        return;
      }
      nextSignal = System.nanoTime() + BETWEEN_SIGNALS.toNanos();
    }
    String line = EventLine.of(type, data);
    if (!line.isEmpty() && !line.equals(lastLine)) {
      lastLine = line;
      say(line);
    }
  }
}
