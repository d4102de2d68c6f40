package dev.fidelio.tracker;

import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.tracker.mlflow.MlflowRest;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;

/** What a person sees in MLflow. */
@Dependent
final class MlflowReader {

  private final String uri;
  private final MlflowRest rest;
  private final MlflowClient mlflow;

  MlflowReader(
      @ConfigProperty(name = "fidelio.mlflow.uri") String uri, @RestClient MlflowRest rest) {
    this.uri = uri;
    this.rest = rest;
    this.mlflow = new MlflowClient(uri);
  }

  String experimentId(ExampleExperiment example) {
    return mlflow
        .getExperimentByName(example.model())
        .map(Experiment::getExperimentId)
        .orElseThrow();
  }

  Map<String, String> experimentTags(ExampleExperiment example) {
    return mlflow.getExperiment(experimentId(example)).getTagsList().stream()
        .collect(Collectors.toMap(ExperimentTag::getKey, ExperimentTag::getValue));
  }

  List<Run> runs(ExampleExperiment example) {
    String filter = "tags.`fidelio.experiment` = '" + example.id() + "'";
    return mlflow
        .searchRuns(List.of(experimentId(example)), filter, ViewType.ACTIVE_ONLY, 100, List.of())
        .getItems();
  }

  String runId(ExampleExperiment example) {
    return runs(example).get(0).getInfo().getRunId();
  }

  Run run(ExampleExperiment example) {
    return mlflow.getRun(runId(example));
  }

  RunStatus status(ExampleExperiment example) {
    return run(example).getInfo().getStatus();
  }

  Map<String, String> params(ExampleExperiment example) {
    return run(example).getData().getParamsList().stream()
        .collect(Collectors.toMap(Param::getKey, Param::getValue));
  }

  Map<String, String> tags(ExampleExperiment example) {
    return run(example).getData().getTagsList().stream()
        .collect(Collectors.toMap(RunTag::getKey, RunTag::getValue));
  }

  List<String> points(ExampleExperiment example, String metric) {
    return mlflow.getMetricHistory(runId(example), metric).stream()
        .map(point -> point.getStep() + ": " + point.getValue())
        .toList();
  }

  List<String> datasets(ExampleExperiment example) {
    return run(example).getInputs().getDatasetInputsList().stream()
        .map(input -> input.getDataset().getName())
        .toList();
  }

  List<String> artifacts(ExampleExperiment example) {
    return artifacts(runId(example), "");
  }

  private List<String> artifacts(String run, String folder) {
    List<String> names = new ArrayList<>();
    for (MlflowRest.File file : rest.list(run, folder).files()) {
      names.addAll(file.folder() ? artifacts(run, file.path()) : List.of(file.path()));
    }
    return names;
  }

  byte[] artifact(ExampleExperiment example, String name) {
    String address =
        "%s/api/2.0/mlflow-artifacts/artifacts/%s/%s/artifacts/%s"
            .formatted(uri, experimentId(example), runId(example), name);
    try (var content = URI.create(address).toURL().openStream()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ModelVersion> versions(ExampleExperiment example) {
    return mlflow.searchModelVersions("name = '" + example.model() + "'").getItems();
  }

  List<String> aliases(ExampleExperiment example) {
    return mlflow.getRegisteredModel(example.model()).getAliasesList().stream()
        .map(alias -> alias.getAlias() + ": " + alias.getVersion())
        .toList();
  }

  void delete(ExampleExperiment example) {
    mlflow.deleteRun(runId(example));
  }
}
