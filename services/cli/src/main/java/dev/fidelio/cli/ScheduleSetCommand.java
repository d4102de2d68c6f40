package dev.fidelio.cli;

import static dev.fidelio.cli.HyperparameterOptions.set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes or changes a schedule. */
@Command(
    name = "set",
    description = {
      "Makes a schedule, or changes the one of that name.",
      "What is left out stays as it is; in a new one it has a default."
    })
final class ScheduleSetCommand implements Callable<Integer> {

  private static final List<String> FIELDS =
      List.of("cron", "zone", "template", "enabled", "skipWhileRunning", "onlyIfDataChanged");

  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "the schedule")
  private String name;

  @Option(
      names = "--cron",
      paramLabel = "TEXT",
      description =
          "minute, hour, day of month, month, day of week, such as \"0 2 * * *\";"
              + " needed in a new schedule")
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
          "the request of each experiment as JSON, - for standard input; the other options go over"
              + " it")
  private String template;

  @Option(names = "--model", paramLabel = "NAME", description = "the model (default: mnist-cvae)")
  private String model;

  @Option(names = "--dataset", paramLabel = "NAME", description = "the data set (default: mnist)")
  private String dataset;

  @Option(
      names = "--promote",
      paramLabel = "ALIAS",
      description = "let the alias point to each version that its gate lets through")
  private String alias;

  @Mixin private HyperparameterOptions hyperparameters;

  @Option(
      names = "--skip-while-running",
      negatable = true,
      description = "let a time pass while the last experiment has not ended (default: yes)")
  private Boolean skipWhileRunning;

  @Option(
      names = "--only-if-data-changed",
      negatable = true,
      description = "let a time pass while the data set is what was trained on last (default: no)")
  private Boolean onlyIfDataChanged;

  @Override
  public Integer call() {
    RegistryClient registry = output.registry();
    ObjectNode wanted =
        registry
            .find(ScheduleText.path(name))
            .map(response -> Json.read(response.body(), ObjectNode.class).retain(FIELDS))
            .orElseGet(Json.mapper()::createObjectNode);
    set(wanted, "cron", cron);
    set(wanted, "zone", zone);
    set(wanted, "skipWhileRunning", skipWhileRunning);
    set(wanted, "onlyIfDataChanged", onlyIfDataChanged);
    wanted.set("template", template(wanted));
    JsonNode schedule =
        registry.put(
            ScheduleText.path(name), wanted, Optional.empty(), System.getProperty("user.name"));
    output.print(schedule, ScheduleText.next(schedule));
    return 0;
  }

  private ObjectNode template(ObjectNode wanted) {
    ObjectNode request =
        template == null ? wanted.withObject("/template") : RequestFile.read(template);
    set(request, "model", model);
    set(request, "dataset", dataset);
    if (!request.has("model")) {
      request.put("model", "mnist-cvae");
    }
    if (alias != null) {
      request.putObject("promotion").put("alias", alias);
    }
    ObjectNode told = hyperparameters.told();
    if (!told.isEmpty()) {
      request.withObject("/hyperparameters").setAll(told);
    }
    return request;
  }
}
