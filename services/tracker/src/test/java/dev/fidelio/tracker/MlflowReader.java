package dev.fidelio.tracker;

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

  String experimentId(Life life) {
    return mlflow.getExperimentByName(life.model).map(Experiment::getExperimentId).orElseThrow();
  }

  Map<String, String> experimentTags(Life life) {
    return mlflow.getExperiment(experimentId(life)).getTagsList().stream()
        .collect(Collectors.toMap(ExperimentTag::getKey, ExperimentTag::getValue));
  }

  List<Run> runs(Life life) {
    String filter = "tags.`fidelio.experiment` = '" + life.id + "'";
    return mlflow
        .searchRuns(List.of(experimentId(life)), filter, ViewType.ACTIVE_ONLY, 100, List.of())
        .getItems();
  }

  String runId(Life life) {
    return runs(life).get(0).getInfo().getRunId();
  }

  Run run(Life life) {
    return mlflow.getRun(runId(life));
  }

  RunStatus status(Life life) {
    return run(life).getInfo().getStatus();
  }

  Map<String, String> params(Life life) {
    return run(life).getData().getParamsList().stream()
        .collect(Collectors.toMap(Param::getKey, Param::getValue));
  }

  Map<String, String> tags(Life life) {
    return run(life).getData().getTagsList().stream()
        .collect(Collectors.toMap(RunTag::getKey, RunTag::getValue));
  }

  List<String> points(Life life, String metric) {
    return mlflow.getMetricHistory(runId(life), metric).stream()
        .map(point -> point.getStep() + ": " + point.getValue())
        .toList();
  }

  List<String> datasets(Life life) {
    return run(life).getInputs().getDatasetInputsList().stream()
        .map(input -> input.getDataset().getName())
        .toList();
  }

  List<String> artifacts(Life life) {
    return artifacts(runId(life), "");
  }

  private List<String> artifacts(String run, String folder) {
    List<String> names = new ArrayList<>();
    for (MlflowRest.File file : rest.list(run, folder).files()) {
      names.addAll(file.folder() ? artifacts(run, file.path()) : List.of(file.path()));
    }
    return names;
  }

  byte[] artifact(Life life, String name) {
    String address =
        "%s/api/2.0/mlflow-artifacts/artifacts/%s/%s/artifacts/%s"
            .formatted(uri, experimentId(life), runId(life), name);
    try (var content = URI.create(address).toURL().openStream()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ModelVersion> versions(Life life) {
    return mlflow.searchModelVersions("name = '" + life.model + "'").getItems();
  }

  List<String> aliases(Life life) {
    return mlflow.getRegisteredModel(life.model).getAliasesList().stream()
        .map(alias -> alias.getAlias() + ": " + alias.getVersion())
        .toList();
  }

  void delete(Life life) {
    mlflow.deleteRun(runId(life));
  }
}
