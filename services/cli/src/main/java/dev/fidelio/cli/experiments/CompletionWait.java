package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.OutageWait;
import dev.fidelio.cli.client.RegistryClient;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Waits for the version number and the MLflow run of a completed experiment, which follow it within
 * seconds unless the machine is busy.
 *
 * @param progress receives one line if that takes long
 */
public record CompletionWait(
    RegistryClient registry, OutageWait outageWait, Consumer<String> progress) {

  private static final Duration NOTICE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final long PAUSE_MILLIS = 500;

  /** The experiment with both. */
  public JsonNode settled(String experimentId) {
    long start = System.nanoTime();
    boolean isNoticed = false;
    while (true) {
      JsonNode experiment = outageWait.call(() -> registry.get("experiments/" + experimentId));
      if (experiment.has("version") && experiment.path("mlflow").has("url")) {
        return experiment;
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (!isNoticed && waited.compareTo(NOTICE) > 0) {
        progress.accept("waiting for the version and the MLflow run");
        isNoticed = true;
      }
      if (waited.compareTo(LIMIT) > 0) {
        throw new CommandFailedException(
            "the experiment %s is complete, but after %d s it has no %s"
                .formatted(
                    experimentId,
                    LIMIT.toSeconds(),
                    experiment.has("version")
                        ? "MLflow run: ./fidelio logs tracker"
                        : "version: ./fidelio logs registry"));
      }
      OutageWait.pause(PAUSE_MILLIS);
    }
  }
}
