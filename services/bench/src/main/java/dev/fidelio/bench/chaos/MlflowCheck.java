package dev.fidelio.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.bench.support.Http;
import dev.fidelio.contracts.Json;
import dev.fidelio.formats.Digests;
import dev.fidelio.stages.Stages;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares MLflow with the store: one run, one version, the series and the files of each
 * experiment.
 */
final class MlflowCheck {

  private static final String API = "api/2.0/mlflow/";
  private static final int PAGE = 1000;

  private final URI mlflow;
  private final Findings findings;
  private final String experiment;

  MlflowCheck(URI mlflow, Findings findings) throws IOException {
    this.mlflow = mlflow;
    this.findings = findings;
    this.experiment =
        get("experiments/get-by-name?experiment_name=" + SubmittedExperiment.MODEL)
            .path("experiment")
            .path("experiment_id")
            .asText();
  }

  void check(SubmittedExperiment submittedExperiment, StoreContents storeContents)
      throws IOException {
    String id = submittedExperiment.id();
    JsonNode runs = runs(id);
    findings.saw("runs in MLflow", runs.size());
    findings.requireEqual(runs.size(), 1, "number of runs of " + id);
    if (runs.isEmpty()) {
      return;
    }
    JsonNode info = runs.get(0).path("info");
    String run = info.path("run_id").asText();
    findings.requireEqual(
        info.path("status").asText(),
        storeContents.isDone(StoreContents.EVALUATION) ? "FINISHED" : "FAILED",
        "status of the run of " + id);
    findings.requireEqual(
        versions(run),
        storeContents.isDone(Stages.TRAINING) ? 1 : 0,
        "number of MLflow's versions of " + id);
    List<String> points = new ArrayList<>();
    for (String metric : storeContents.metrics()) {
      points.addAll(history(run, metric));
    }
    findings.saw("metric points in MLflow", points.size());
    findings.requireEqual(
        points.stream().sorted().toList(),
        storeContents.series(),
        "series of " + id + " in MLflow");
    for (StagedFile file : storeContents.files()) {
      String path =
          "artifacts/" + experiment + "/" + run + "/artifacts/" + storeContents.name(file);
      byte[] content = Http.bytes(mlflow.resolve("api/2.0/mlflow-artifacts/" + path));
      findings.saw("files in MLflow", 1);
      findings.requireEqual(
          Digests.sha256(content), file.digest(), "digest in MLflow of " + file.to());
    }
  }

  private JsonNode runs(String id) throws IOException {
    ObjectNode query = Json.mapper().createObjectNode();
    query.putArray("experiment_ids").add(experiment);
    query.put("filter", "tags.`fidelio.experiment` = '" + id + "'");
    return Http.post(mlflow.resolve(API + "runs/search"), query).path("runs");
  }

  private int versions(String run) throws IOException {
    return get("model-versions/search?filter=run_id%3D%27" + run + "%27")
        .path("model_versions")
        .size();
  }

  private List<String> history(String run, String metric) throws IOException {
    List<String> points = new ArrayList<>();
    String page = "";
    do {
      JsonNode answer =
          get(
              "metrics/get-history?run_id=%s&metric_key=%s&max_results=%d%s"
                  .formatted(run, metric, PAGE, page));
      for (JsonNode point : answer.path("metrics")) {
        points.add(
            StoreContents.point(
                metric,
                point.path("step").asLong(),
                point.path("value").asDouble(),
                point.path("timestamp").asLong()));
      }
      page = answer.path("next_page_token").asText();
      page = page.isEmpty() ? "" : "&page_token=" + page;
    } while (!page.isEmpty());
    return points;
  }

  private JsonNode get(String path) throws IOException {
    return Http.get(mlflow.resolve(API + path));
  }
}
