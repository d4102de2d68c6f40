package dev.fidelio.cli.experiments;

import static dev.fidelio.cli.experiments.HyperparameterOptions.set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.contracts.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes an experiment request to Kafka. */
@Command(
    name = "submit",
    description = {
      "Publishes experiment requests to Kafka and prints each experiment's id.",
      "All options are optional. An invalid request is rejected with reasons (see fidelio show ID)."
    })
public final class SubmitCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "requests as JSON objects, one behind the other, - for standard input; other options"
              + " override their fields")
  private String file;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "the experiment's id (default: a new UUID)")
  private String id;

  @Option(names = "--model", paramLabel = "NAME", description = "the model (default: mnist-cvae)")
  private String model;

  @Option(names = "--dataset", paramLabel = "NAME", description = "the data set (default: mnist)")
  private String dataset;

  @Mixin private HyperparameterOptions hyperparameters;

  @Option(names = "--samples", paramLabel = "N", description = "number of samples to evaluate")
  private Integer samples;

  @Option(
      names = "--allow",
      paramLabel = "WHAT",
      split = ",",
      description =
          "score in spite of few-images (fewer than the extractor has features) or other-dataset"
              + " (than the extractor was trained on)")
  private List<String> allow;

  @Option(names = "--tag", paramLabel = "NAME=TEXT", description = "a tag")
  private Map<String, String> tags;

  @Option(names = "--watch", description = "follow the experiment to its end")
  private boolean watch;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    List<ObjectNode> requests =
        file == null ? List.of(Json.mapper().createObjectNode()) : RequestFile.read(file);
    if (requests.size() > 1 && (id != null || watch)) {
      throw new ParameterException(
          command.commandLine(),
          "--id and --watch are for one experiment, and there are %d requests"
              .formatted(requests.size()));
    }
    requests.forEach(this::complete);
    try (ExperimentSubmitter submitter = new ExperimentSubmitter(output.addresses())) {
      for (ObjectNode request : requests) {
        submitter.send(Json.bytes(request));
        output.print(request.deepCopy().retain("experimentId"), experimentId(request));
      }
    }
    return watch
        ? new ExperimentWatcher(output.registry(), output.out())
            .follow(experimentId(requests.get(0)))
        : 0;
  }

  private static String experimentId(ObjectNode request) {
    return request.path("experimentId").asText();
  }

  /** Sets what the options say, and what every request needs. */
  private void complete(ObjectNode request) {
    set(request, "experimentId", id);
    set(request, "model", model);
    set(request, "dataset", dataset);
    if (!request.has("experimentId")) {
      request.put("experimentId", UUID.randomUUID().toString());
    }
    if (!request.has("model")) {
      request.put("model", "mnist-cvae");
    }
    merge(request, "hyperparameters", hyperparameters.fields());
    ObjectNode evaluation = Json.mapper().createObjectNode();
    set(evaluation, "samples", samples);
    set(evaluation, "allow", allow);
    merge(request, "evaluation", evaluation);
    merge(request, "tags", Json.mapper().valueToTree(tags == null ? Map.of() : tags));
  }

  private static void merge(ObjectNode request, String field, ObjectNode values) {
    if (!values.isEmpty()) {
      request.withObject("/" + field).setAll(values);
    }
  }
}
