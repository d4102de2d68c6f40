package dev.fidelio.tracker.runs;

import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.FactName;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.tracker.mlflow.ChangeListener;
import dev.fidelio.tracker.mlflow.MlflowRest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;

/** A snapshot of a run in MLflow; only data that it lacks is sent. */
public final class TrackedRun {

  private static final String STATE = "fidelio.state";

  /** The tag of the event that came first under a name. */
  private static final String FACT = "fidelio.fact.";

  /** One request takes at most 1,000 metrics, or 100 parameters, or 100 tags. */
  private static final int METRICS = 1000;

  private static final int TEXTS = 100;

  private final MlflowClient mlflow;
  private final MlflowRest rest;
  private final Run run;
  private final ChangeListener changeListener;
  private final Map<String, String> params;
  private final Map<String, String> tags;

  TrackedRun(MlflowClient mlflow, MlflowRest rest, Run run, ChangeListener changeListener) {
    this.mlflow = mlflow;
    this.rest = rest;
    this.run = run;
    this.changeListener = changeListener;
    this.params =
        run.getData().getParamsList().stream()
            .collect(Collectors.toMap(Param::getKey, Param::getValue));
    this.tags =
        new HashMap<>(
            run.getData().getTagsList().stream()
                .collect(Collectors.toMap(RunTag::getKey, RunTag::getValue)));
  }

  public String id() {
    return run.getInfo().getRunId();
  }

  /** The MLflow experiment that holds it. */
  public String experimentId() {
    return run.getInfo().getExperimentId();
  }

  /** When its request was accepted. */
  public Instant startTime() {
    return Instant.ofEpochMilli(run.getInfo().getStartTime());
  }

  /** The location of its artifacts: {@code mlflow-artifacts:/<experiment>/<run>/artifacts}. */
  public String artifactUri() {
    return run.getInfo().getArtifactUri();
  }

  public Map<String, String> tags() {
    return Map.copyOf(tags);
  }

  public Optional<String> tag(String key) {
    return Optional.ofNullable(tags.get(key));
  }

  /** The number of training steps: the last step of any metric, 0 if there is none. */
  public long lastStep() {
    return run.getData().getMetricsList().stream().mapToLong(Metric::getStep).max().orElse(0);
  }

  /**
   * Whether a fact is the first of its name, or that fact again, and remembers it. Facts with
   * numbers arrive in their order.
   */
  public boolean isFirst(FactName name, String eventId) {
    String key = FACT + name.kind();
    String value = name.number() == 0 ? eventId : name.number() + " " + eventId;
    String known = tags.get(key);
    if (known == null || number(known) < name.number()) {
      setTags(Map.of(key, value));
      return true;
    }
    return known.equals(value);
  }

  private static long number(String fact) {
    int end = fact.indexOf(' ');
    return end < 0 ? 0 : MlflowMapping.number(fact.substring(0, end)).orElse(0L);
  }

  /** Whether exactly this state was the last to be reached. */
  public boolean isIn(ExperimentState state) {
    return tag(STATE).filter(state.name()::equals).isPresent();
  }

  /** Whether the run has reached this state or a higher one. */
  public boolean hasReached(ExperimentState state) {
    return tag(STATE)
        .flatMap(MlflowMapping::state)
        .filter(at -> at.compareTo(state) >= 0)
        .isPresent();
  }

  /** Raises the state; never lowers it. */
  public void reach(ExperimentState state, Instant time) {
    if (!hasReached(state)) {
      set(state, time);
    }
  }

  /** Corrects a state that was changed in MLflow. */
  public void settle(ExperimentState state, Instant time) {
    if (!isIn(state) || run.getInfo().getStatus() != MlflowMapping.status(state)) {
      set(state, time);
    }
  }

  private void set(ExperimentState state, Instant time) {
    RunStatus status = MlflowMapping.status(state);
    changeListener.changed(
        subject(), "status", "", run.getInfo().getStatus().name(), status.name());
    if (state.isFinal()) {
      mlflow.setTerminated(id(), status, time.toEpochMilli());
    } else {
      Map<String, String> update = Map.of("run_id", id(), "status", status.name());
      mlflow.sendPost("runs/update", new String(Json.bytes(update), StandardCharsets.UTF_8));
    }
    // After the status, so that an interruption between the two repeats both.
    setTags(Map.of(STATE, state.name()));
  }

  /** Adds or changes tags. Names that MLflow refuses are {@linkplain MlflowNames rewritten}. */
  public void setTags(Map<String, String> values) {
    Map<String, String> wanted = accepted(values);
    List<RunTag> missing =
        wanted.entrySet().stream()
            .filter(tag -> !tag.getValue().equals(tags.get(tag.getKey())))
            .map(tag -> RunTag.newBuilder().setKey(tag.getKey()).setValue(tag.getValue()).build())
            .toList();
    for (List<RunTag> chunk : chunks(missing, TEXTS)) {
      mlflow.logBatch(id(), null, null, chunk);
      chunk.forEach(
          tag ->
              changeListener.changed(
                  subject(), "tag", tag.getKey(), tags.get(tag.getKey()), tag.getValue()));
    }
    tags.putAll(wanted);
  }

  /** Adds missing parameters; MLflow does not allow to change existing ones. */
  public void setParams(Map<String, String> wanted) {
    List<Param> missing =
        wanted.entrySet().stream()
            .filter(param -> !params.containsKey(param.getKey()))
            .map(
                param ->
                    Param.newBuilder().setKey(param.getKey()).setValue(param.getValue()).build())
            .toList();
    for (List<Param> chunk : chunks(missing, TEXTS)) {
      mlflow.logBatch(id(), null, chunk, null);
      chunk.forEach(
          param ->
              changeListener.changed(
                  subject(), "parameter", param.getKey(), null, param.getValue()));
    }
  }

  private static Map<String, String> accepted(Map<String, String> values) {
    Map<String, String> accepted = new TreeMap<>();
    values.forEach((name, value) -> accepted.put(MlflowNames.accepted(name), value));
    return accepted;
  }

  /** Adds missing points. */
  public void append(List<MetricPoint> points) {
    RecordedPoints there =
        new RecordedPoints(
            run.getData().getMetricsList(), name -> mlflow.getMetricHistory(id(), name));
    for (List<Metric> chunk : chunks(there.missing(points), METRICS)) {
      mlflow.logBatch(id(), chunk, null, null);
      chunk.forEach(
          point ->
              changeListener.changed(
                  subject(),
                  "metric",
                  "%s at step %d".formatted(point.getKey(), point.getStep()),
                  null,
                  Double.toString(point.getValue())));
    }
  }

  /** Records the data set that the run has used. */
  public void setDataset(String name, String digest) {
    boolean there =
        run.getInputs().getDatasetInputsList().stream()
            .anyMatch(input -> digest.startsWith(input.getDataset().getDigest()));
    if (!there) {
      changeListener.changed(subject(), "data set", name, null, MlflowMapping.shortDigest(digest));
      String source =
          new String(
              Json.bytes(Map.of("uri", StoreLayout.dataset(digest))), StandardCharsets.UTF_8);
      rest.logInputs(
          new MlflowRest.Inputs(
              id(),
              List.of(
                  new MlflowRest.Input(
                      List.of(new MlflowRest.Tag("mlflow.data.context", "training")),
                      new MlflowRest.Dataset(
                          name, MlflowMapping.shortDigest(digest), "fidelio", source)))));
    }
  }

  /** The experiment whose run this is. */
  private String subject() {
    return tag(MlflowRuns.EXPERIMENT).orElse(id());
  }

  private static <T> List<List<T>> chunks(List<T> all, int size) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return chunks;
  }
}
