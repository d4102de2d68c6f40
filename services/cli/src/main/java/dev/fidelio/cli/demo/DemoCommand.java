package dev.fidelio.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.Addresses;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.OutageWait;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Console;
import dev.fidelio.cli.experiments.CompletionWait;
import dev.fidelio.cli.experiments.ExperimentSubmitter;
import dev.fidelio.cli.experiments.ExperimentWatcher;
import dev.fidelio.cli.local.PlatformPages;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import dev.fidelio.cli.platform.StartedParts;
import dev.fidelio.cli.promotion.AliasUpdater;
import dev.fidelio.contracts.Json;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole pipeline once with a real experiment. */
@Command(
    name = "demo",
    description = {
      "Starts the platform, submits a real experiment to Kafka, follows it to its scored version,",
      "promotes the version through REST and prints the addresses. The platform keeps running."
    })
public final class DemoCommand implements Callable<Integer> {

  private static final String MODEL = "mnist-cvae";
  private static final String ALIAS = "champion";

  @Mixin private Console console;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "5",
      description = "passes over the training images (default: ${DEFAULT-VALUE})")
  private int epochs;

  @Override
  public Integer call() {
    PlatformSetup platformSetup = PlatformSetup.ofThisProcess();
    Platform platform = new Platform(platformSetup, console::say, false);
    StartedParts startedParts = new StartedParts(platformSetup, console::say);
    try {
      platform.up(startedParts);
      return experiment(platform, platformSetup);
    } finally {
      startedParts.keep();
    }
  }

  private int experiment(Platform platform, PlatformSetup platformSetup) {
    Addresses addresses = Addresses.of(Platform.environment(platformSetup));
    RegistryClient registry = new RegistryClient(addresses.registry());
    String id = UUID.randomUUID().toString();
    ObjectNode request = Json.mapper().createObjectNode();
    request.put("experimentId", id).put("model", MODEL);
    request.putObject("hyperparameters").put("epochs", epochs);
    try (ExperimentSubmitter submitter = new ExperimentSubmitter(addresses)) {
      submitter.send(Json.bytes(request));
    }
    console.say("submitted    " + request);
    if (new ExperimentWatcher(registry, console.out()).follow(id) != 0) {
      JsonNode failure = registry.get("experiments/" + id).path("failure");
      throw new CommandFailedException(
          "the experiment %s did not complete: %s; see ./fidelio show %s and the logs in %s"
              .formatted(id, failure, id, platformSetup.log("trainer").getParent()));
    }
    JsonNode experiment =
        new CompletionWait(registry, new OutageWait(console::say), console::say).settled(id);
    int version = experiment.path("version").asInt();
    new AliasUpdater(registry).promote(MODEL, version, ALIAS, "the demo's latest version", false);
    console.say(new DemoSummary(experiment, ALIAS, addresses).text());
    console.say(PlatformPages.of(platform, platformSetup));
    return 0;
  }
}
