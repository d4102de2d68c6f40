package dev.fidelio.cli.schedules;

import static dev.fidelio.cli.experiments.HyperparameterOptions.set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.experiments.HyperparameterOptions;
import dev.fidelio.cli.experiments.RequestFile;
import dev.fidelio.contracts.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates or changes a schedule. */
@Command(
    name = "set",
    description = {
      "Creates a schedule, or changes an existing one.",
      "Unset options keep their values; in a new schedule they have their defaults."
    })
final class ScheduleSetCommand implements Callable<Integer> {

  private static final List<String> FIELDS =
      List.of("cron", "zone", "template", "enabled", "skipWhileRunning", "onlyIfDataChanged");

  @Mixin private Output output;

  @Mixin private ScheduleArgument schedule;

  @Option(
      names = "--cron",
      paramLabel = "TEXT",
      description =
          "minute, hour, day of month, month, day of week, such as \"0 2 * * *\";"
              + " required for a new schedule")
  private String cron;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "the time zone of --cron, such as Europe/Berlin (default: the registry's)")
  private String zone;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description =
          "the experiment request as JSON, - for standard input; other options override" + " it")
  private String template;

  @Option(names = "--model", paramLabel = "NAME", description = "the model (default: mnist-cvae)")
  private String model;

  @Option(names = "--dataset", paramLabel = "NAME", description = "the data set (default: mnist)")
  private String dataset;

  @Option(
      names = "--promote",
      paramLabel = "ALIAS",
      description = "promote each version that passes the gate to this alias")
  private String alias;

  @Mixin private HyperparameterOptions hyperparameters;

  @Option(
      names = "--skip-while-running",
      negatable = true,
      description = "skip a run while the previous experiment is still running (default: yes)")
  private Boolean skipWhileRunning;

  @Option(
      names = "--only-if-data-changed",
      negatable = true,
      description =
          "skip a run if the data set has not changed since the last version (default: no)")
  private Boolean onlyIfDataChanged;

  @Override
  public Integer call() {
    RegistryClient registry = output.registry();
    ObjectNode wanted =
        registry
            .find(schedule.path())
            .map(response -> Json.read(response.body(), ObjectNode.class).retain(FIELDS))
            .orElseGet(Json.mapper()::createObjectNode);
    set(wanted, "cron", cron);
    set(wanted, "zone", zone);
    set(wanted, "skipWhileRunning", skipWhileRunning);
    set(wanted, "onlyIfDataChanged", onlyIfDataChanged);
    wanted.set("template", template(wanted));
    JsonNode changed =
        registry.put(schedule.path(), wanted, Optional.empty(), System.getProperty("user.name"));
    output.print(changed, ScheduleText.next(changed));
    return 0;
  }

  private ObjectNode template(ObjectNode wanted) {
    ObjectNode request =
        template == null ? wanted.withObject("/template") : RequestFile.readOne(template);
    set(request, "model", model);
    set(request, "dataset", dataset);
    if (!request.has("model")) {
      request.put("model", "mnist-cvae");
    }
    if (alias != null) {
      request.putObject("promotion").put("alias", alias);
    }
    ObjectNode hyperparameterFields = hyperparameters.fields();
    if (!hyperparameterFields.isEmpty()) {
      request.withObject("/hyperparameters").setAll(hyperparameterFields);
    }
    return request;
  }
}
