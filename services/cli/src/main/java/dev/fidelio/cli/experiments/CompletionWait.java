package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.OutageWait;
import dev.fidelio.cli.client.RegistryClient;
import java.time.Duration;

/** Waits for the version number and the MLflow run of a completed experiment. */
public record CompletionWait(RegistryClient registry, OutageWait outageWait) {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 500;

  /** The experiment with both. */
  public JsonNode settled(String experimentId) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      JsonNode experiment = outageWait.call(() -> registry.get("experiments/" + experimentId));
      if (experiment.has("version") && experiment.path("mlflow").has("url")) {
        return experiment;
      }
      if (System.nanoTime() > end) {
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
