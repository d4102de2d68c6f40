package dev.fidelio.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.bench.support.Program;
import dev.fidelio.bench.support.RecordSender;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code services/bench/samples}. */
@Command(
    name = "samples",
    description = {
      "Starts its own platform, trains a network of the default size, and measures how long the"
          + " registry takes to return 100 samples, with sequential requests and a different seed"
          + " for each.",
      "Exit code: 0 if samples were returned, 1 if not, 2 for wrong usage."
    })
final class SamplesCommand implements Callable<Integer> {

  private static final int IMAGES = 512;
  private static final int LIMIT_SECONDS = 120;
  private static final String VERSION = "models/bench/versions/1/samples.";

  @Mixin private Program program;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "requests to measure of each kind (default: ${DEFAULT-VALUE})")
  private int requests = 1_000;

  private SamplesCommand() {}

  /** The command. */
  public static void main(String[] arguments) {
    Program.run(new SamplesCommand(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    program.atLeastOne("--requests", requests);
    Path state = program.state();
    List<Service> services =
        List.of(Service.REGISTRY, Service.INGESTION, Service.TRAINER, Service.SAMPLER);
    try (OwnPlatform platform =
        new OwnPlatform(state, IMAGES, services, Map.of(), Map.of(), program::say)) {
      platform.up();
      if (!train(platform)) {
        program.say("nothing was trained");
        return 1;
      }
      for (String format : List.of("png", "npz")) {
        String path = VERSION + format + "?count=10&seed=";
        program.say(
            "100 samples as %s: %s"
                .formatted(format, CallTimer.measure(requests, i -> platform.address(path + i))));
      }
    }
    program.forget(state);
    return 0;
  }

  /** Trains a version and waits until the sampler is idle; returns whether it got that far. */
  private boolean train(OwnPlatform platform) throws Exception {
    try (RecordSender recordSender = new RecordSender(platform.kafka("samples"))) {
      recordSender.send(
          Topic.EXPERIMENT_REQUESTED,
          Json.bytes(
              Map.of(
                  "experimentId",
                  "bench",
                  "model",
                  "bench",
                  "dataset",
                  OwnPlatform.DATASET,
                  "hyperparameters",
                  Map.of("epochs", 1),
                  "evaluation",
                  Map.of("samples", 512, "allow", List.of("other-dataset")))));
    }
    for (int second = 0; second < LIMIT_SECONDS; second++) {
      for (JsonNode experiment : platform.registry("experiments").path("items")) {
        if (experiment.path("state").asText().equals("EVALUATING") && experiment.has("version")) {
          return true;
        }
      }
      Thread.sleep(1_000);
    }
    return false;
  }
}
