package dev.fidelio.tracker.runs;

import dev.fidelio.contracts.Experiment;
import dev.fidelio.tracker.mlflow.ChangeListener;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.mlflow.UntrackableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;

/** Finds and creates the runs: one for each experiment, in one MLflow experiment for each model. */
public final class MlflowRuns {

  /** The tag by which a run is found. */
  public static final String EXPERIMENT = "fidelio.experiment";

  private static final String MODEL = "fidelio.model";
  private static final String OURS = "tags.`" + MODEL + "` != ''";
  private static final String ACTIVE = "active";
  private static final int PAGE = 1000;

  private static final Comparator<Run> OLDEST_FIRST =
      Comparator.comparingLong((Run run) -> run.getInfo().getStartTime())
          .thenComparing(run -> run.getInfo().getRunId());

  private final MlflowClient mlflow;
  private final MlflowRest rest;
  private final ChangeListener changeListener;

  public MlflowRuns(MlflowClient mlflow, MlflowRest rest, ChangeListener changeListener) {
    this.mlflow = mlflow;
    this.rest = rest;
    this.changeListener = changeListener;
  }

  /** Whether MLflow has no data of Fidelio, not even deleted data. */
  public boolean isEmpty() {
    return ours().isEmpty();
  }

  /**
   * The run of an experiment; empty if it never had one. Of duplicates, which two trackers may
   * create at the same moment, the oldest is kept and the others are deleted.
   *
   * @throws UntrackableException if a user has deleted it
   */
  public Optional<TrackedRun> find(String experimentId) {
    List<String> experiments = ours();
    if (experiments.isEmpty()) {
      return Optional.empty();
    }
    String filter = "tags.`" + EXPERIMENT + "` = '" + experimentId + "'";
    List<Run> found =
        mlflow
            .searchRuns(experiments, filter, ViewType.ALL, PAGE, List.of("attributes.start_time"))
            .getItems();
    List<Run> active =
        found.stream()
            .filter(run -> run.getInfo().getLifecycleStage().equals(ACTIVE))
            .sorted(OLDEST_FIRST)
            .toList();
    if (active.isEmpty() && !found.isEmpty()) {
      throw new UntrackableException("the run of " + experimentId + " was deleted in MLflow");
    }
    active.stream()
        .skip(1)
        .map(younger -> younger.getInfo().getRunId())
        .forEach(
            younger -> {
              mlflow.deleteRun(younger);
              changeListener.changed(experimentId, "run", younger, "a duplicate", "deleted");
            });
    return active.stream()
        .findFirst()
        .map(run -> new TrackedRun(mlflow, rest, run, changeListener));
  }

  /** Creates the run of an experiment that has none. */
  public TrackedRun create(Experiment experiment, Instant accepted) {
    CreateRun run =
        CreateRun.newBuilder()
            .setExperimentId(mlflowExperiment(experiment.model(), accepted))
            .setRunName(experiment.experimentId())
            .setUserId("fidelio")
            .setStartTime(accepted.toEpochMilli())
            .addTags(RunTag.newBuilder().setKey(EXPERIMENT).setValue(experiment.experimentId()))
            .build();
    String runId = mlflow.createRun(run).getRunId();
    changeListener.changed(experiment.experimentId(), "run", runId, null, "created");
    return find(experiment.experimentId())
        .orElseThrow(() -> new IllegalStateException("MLflow does not find its new run " + runId));
  }

  private String mlflowExperiment(String model, Instant time) {
    Optional<org.mlflow.api.proto.Service.Experiment> found = mlflow.getExperimentByName(model);
    if (found.isEmpty()) {
      return mlflow.createExperiment(
          CreateExperiment.newBuilder()
              .setName(model)
              .addTags(tag(MODEL, model))
              .addTags(tag(RunsView.TAG, RunsView.created(time)))
              .build());
    }
    String id = found.get().getExperimentId();
    if (!found.get().getLifecycleStage().equals(ACTIVE)) {
      // MLflow never frees the name of a deleted experiment, so it is restored; otherwise the
      // model's runs would stay invisible.
      mlflow.restoreExperiment(id);
    }
    if (found.get().getTagsList().stream().noneMatch(tag -> tag.getKey().equals(MODEL))) {
      // The experiment was created outside Fidelio.
      mlflow.setExperimentTag(id, RunsView.TAG, RunsView.created(time));
      mlflow.setExperimentTag(id, MODEL, model);
    }
    return id;
  }

  private List<String> ours() {
    List<String> ids = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      ExperimentsPage page =
          mlflow.searchExperiments(OURS, ViewType.ALL, PAGE, List.of(), next.get());
      page.getItems().forEach(experiment -> ids.add(experiment.getExperimentId()));
      next = page.getNextPageToken().filter(token -> !token.isEmpty());
    }
    return ids;
  }

  private static ExperimentTag tag(String key, String value) {
    return ExperimentTag.newBuilder().setKey(key).setValue(value).build();
  }
}
