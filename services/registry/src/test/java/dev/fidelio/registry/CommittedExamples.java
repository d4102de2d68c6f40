package dev.fidelio.registry;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.testing.ExampleExperiment;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/** Examples whose outcomes are in the registry's store, since its decisions are held to them. */
final class CommittedExamples {

  private CommittedExamples() {}

  /** An experiment that was requested this many seconds after noon. */
  static ExampleExperiment of(String id, String model, int second) {
    URI store = ConfigProvider.getConfig().getValue("fidelio.artifacts.uri", URI.class);
    return ExampleExperiment.of(id, model, second).withOutcomesIn(ArtifactStore.at(store));
  }
}
