package dev.fidelio.tracker;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.MetricPoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;

/** A run in MLflow as it was when it was found. Whatever it already holds is not sent again. */
final class TrackedRun {

  private static final String STATE = "fidelio.state";

  /** One request takes at most 1,000 metrics, or 100 parameters, or 100 tags. */
  private static final int METRICS = 1000;

  private static final int TEXTS = 100;

  private final MlflowClient mlflow;
  private final MlflowRest rest;
  private final Run run;
  private final Map<String, String> params;
  private final Map<String, String> tags;

  TrackedRun(MlflowClient mlflow, MlflowRest rest, Run run) {
    this.mlflow = mlflow;
    this.rest = rest;
    this.run = run;
    this.params =
        run.getData().getParamsList().stream()
            .collect(Collectors.toMap(Param::getKey, Param::getValue));
    this.tags =
        new HashMap<>(
            run.getData().getTagsList().stream()
                .collect(Collectors.toMap(RunTag::getKey, RunTag::getValue)));
  }

  String id() {
    return run.getInfo().getRunId();
  }

  /** The MLflow experiment that holds it. */
  String experimentId() {
    return run.getInfo().getExperimentId();
  }

  /** When its request was accepted. */
  Instant startTime() {
    return Instant.ofEpochMilli(run.getInfo().getStartTime());
  }

  /** Where its artifacts are: {@code mlflow-artifacts:/<experiment>/<run>/artifacts}. */
  String artifactUri() {
    return run.getInfo().getArtifactUri();
  }

  Optional<String> tag(String key) {
    return Optional.ofNullable(tags.get(key));
  }

  /** The training steps done: the last step of any metric, 0 while there is none. */
  long lastStep() {
    return run.getData().getMetricsList().stream().mapToLong(Metric::getStep).max().orElse(0);
  }

  /** Whether this state, or one above it, has been heard before. */
  boolean hasReached(ExperimentState state) {
    return tag(STATE).flatMap(Words::state).filter(at -> at.compareTo(state) >= 0).isPresent();
  }

  /** Raises the state; one that has been passed changes nothing. */
  void reach(ExperimentState state, Instant time) {
    if (hasReached(state)) {
      return;
    }
    RunStatus status =
        switch (state) {
          case REQUESTED, QUEUED -> RunStatus.SCHEDULED;
          case TRAINING, SAMPLING, EVALUATING -> RunStatus.RUNNING;
          case COMPLETED -> RunStatus.FINISHED;
          case REJECTED, FAILED -> RunStatus.FAILED;
          case CANCELLED -> RunStatus.KILLED;
        };
    if (state.isFinal()) {
      mlflow.setTerminated(id(), status, time.toEpochMilli());
    } else {
      Map<String, String> update = Map.of("run_id", id(), "status", status.name());
      mlflow.sendPost("runs/update", new String(Json.bytes(update), StandardCharsets.UTF_8));
    }
    // After the status: what is interrupted between the two is done again.
    setTags(Map.of(STATE, state.name()));
  }

  void setTags(Map<String, String> wanted) {
    List<RunTag> missing =
        wanted.entrySet().stream()
            .filter(tag -> !tag.getValue().equals(tags.get(tag.getKey())))
            .map(tag -> RunTag.newBuilder().setKey(tag.getKey()).setValue(tag.getValue()).build())
            .toList();
    for (List<RunTag> chunk : chunks(missing, TEXTS)) {
      mlflow.logBatch(id(), null, null, chunk);
    }
    tags.putAll(wanted);
  }

  /** Parameters never change in MLflow: the ones that it has stay. */
  void setParams(Map<String, String> wanted) {
    List<Param> missing =
        wanted.entrySet().stream()
            .filter(param -> !params.containsKey(param.getKey()))
            .map(
                param ->
                    Param.newBuilder().setKey(param.getKey()).setValue(param.getValue()).build())
            .toList();
    for (List<Param> chunk : chunks(missing, TEXTS)) {
      mlflow.logBatch(id(), null, chunk, null);
    }
  }

  /** Adds the points that it does not have. */
  void append(List<MetricPoint> points) {
    Points there =
        new Points(run.getData().getMetricsList(), name -> mlflow.getMetricHistory(id(), name));
    for (List<Metric> chunk : chunks(there.missing(points), METRICS)) {
      mlflow.logBatch(id(), chunk, null, null);
    }
  }

  /** Says which data set the run has used. */
  void setDataset(String name, String digest) {
    boolean there =
        run.getInputs().getDatasetInputsList().stream()
            .anyMatch(input -> digest.startsWith(input.getDataset().getDigest()));
    if (!there) {
      String source =
          new String(Json.bytes(Map.of("uri", "datasets/" + digest)), StandardCharsets.UTF_8);
      rest.logInputs(
          new MlflowRest.Inputs(
              id(),
              List.of(
                  new MlflowRest.Input(
                      List.of(new MlflowRest.Tag("mlflow.data.context", "training")),
                      new MlflowRest.Dataset(
                          name, Words.shortDigest(digest), "fidelio", source)))));
    }
  }

  private static <T> List<List<T>> chunks(List<T> all, int size) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return chunks;
  }
}
