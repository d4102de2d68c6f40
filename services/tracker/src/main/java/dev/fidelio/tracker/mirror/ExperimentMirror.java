package dev.fidelio.tracker.mirror;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.SamplesGenerated;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.tracker.models.Descriptions;
import dev.fidelio.tracker.models.MlflowModels;
import dev.fidelio.tracker.runs.MlflowMapping;
import dev.fidelio.tracker.runs.RunArtifacts;
import dev.fidelio.tracker.runs.TrackedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Mirrors one fact about an experiment in its run. */
final class ExperimentMirror implements ExperimentFact.Visitor {

  private static final String ATTEMPT = "fidelio.attempt";
  private static final String NOTE = "mlflow.note.content";

  private final ExperimentRuns experimentRuns;
  private final RunArtifacts artifacts;
  private final MlflowModels mlflowModels;
  private final String eventId;
  private final Instant time;

  /**
   * @param eventId the id of the fact's event
   * @param time when the fact happened
   */
  ExperimentMirror(
      ExperimentRuns experimentRuns,
      RunArtifacts artifacts,
      MlflowModels mlflowModels,
      String eventId,
      Instant time) {
    this.experimentRuns = experimentRuns;
    this.artifacts = artifacts;
    this.mlflowModels = mlflowModels;
    this.eventId = eventId;
    this.time = time;
  }

  @Override
  public void visit(ExperimentAccepted fact) {
    experimentRuns.of(fact, eventId, time);
  }

  /** Nothing was run. */
  @Override
  public void visit(ExperimentRejected fact) {}

  @Override
  public void visit(EpochCompleted fact) {
    ifFirst(
        fact,
        run -> {
          run.append(fact.metrics());
          artifacts.copy(fact.experimentId(), run, List.of(fact.checkpoint()));
        });
  }

  @Override
  public void visit(SamplesGenerated fact) {
    ifFirst(
        fact,
        run -> {
          run.reach(fact.state(), time);
          artifacts.copy(fact.experimentId(), run, fact.artifacts());
        });
  }

  @Override
  public void visit(EvaluationFailed fact) {
    String reason = MlflowMapping.shortened(fact.reason());
    ifFirst(fact, run -> run.setTags(Map.of("fidelio.failure." + fact.evaluation(), reason)));
  }

  /** This service publishes these facts itself. */
  @Override
  public void visit(RunTracked fact) {}

  @Override
  public void visit(TrainingStarted fact) {
    ifFirst(
        fact,
        run -> {
          long known = run.tag(ATTEMPT).flatMap(MlflowMapping::number).orElse(0L);
          if (fact.attempt() >= known) {
            Map<String, String> tags = new TreeMap<>(MlflowMapping.environment(fact.environment()));
            tags.put(ATTEMPT, Integer.toString(fact.attempt()));
            run.setTags(tags);
          }
          run.reach(fact.state(), time);
        });
  }

  @Override
  public void visit(ModelTrained fact) {
    ifFirst(
        fact,
        run -> {
          run.setTags(Map.of(MlflowMapping.DIGEST, fact.datasetDigest()));
          run.setDataset(run.tag(MlflowMapping.DATASET).orElse("data set"), fact.datasetDigest());
          run.reach(fact.state(), time);
          List<Artifact> made = new ArrayList<>(fact.artifacts());
          made.add(fact.checkpoint());
          artifacts.copy(fact.experimentId(), run, made);
        });
  }

  @Override
  public void visit(ModelEvaluated fact) {
    ifFirst(fact, run -> evaluated(run, fact));
  }

  private void evaluated(TrackedRun run, ModelEvaluated fact) {
    run.append(MlflowMapping.points(fact, run.lastStep(), time));
    Map<String, String> tags = new TreeMap<>(MlflowMapping.tags(fact));
    String scores = Descriptions.sentence(fact);
    tags.put(Descriptions.tag(fact.evaluation()), scores);
    if (ModelEvaluated.isFirst(fact.evaluation()) && !run.hasReached(ExperimentState.COMPLETED)) {
      // Only the first time: a person may have written something else since.
      tags.put(NOTE, scores);
    }
    mlflowModels.describe(run, Descriptions.of(run, Map.of()), Descriptions.of(run, tags));
    run.setTags(tags);
    artifacts.copy(fact.experimentId(), run, fact.artifacts());
    run.reach(fact.state(), time);
  }

  @Override
  public void visit(ExperimentFailed fact) {
    String reason = MlflowMapping.shortened(fact.reason());
    String note = "Failed in %s, attempt %d: %s".formatted(fact.stage(), fact.attempt(), reason);
    Map<String, String> why =
        Map.of("fidelio.failure", reason, "fidelio.failure.stage", fact.stage());
    ifFirst(fact, run -> end(run, fact.state(), why, note));
  }

  @Override
  public void visit(ExperimentCancelled fact) {
    String reason =
        fact.reason() == null ? "no reason given" : MlflowMapping.shortened(fact.reason());
    String note = "Cancelled before %s was done: %s".formatted(fact.stage(), reason);
    Map<String, String> why =
        Map.of("fidelio.cancellation", reason, "fidelio.cancellation.stage", fact.stage());
    ifFirst(fact, run -> end(run, fact.state(), why, note));
  }

  /** Of several facts with one name, the first is mirrored. */
  private void ifFirst(ExperimentFact fact, Consumer<TrackedRun> mirrored) {
    TrackedRun run = experimentRuns.of(fact.experimentId());
    if (experimentRuns.takes(run, fact, eventId)) {
      mirrored.accept(run);
    }
  }

  /** Whatever ended first stands. The note is written once, since a person may change it. */
  private void end(TrackedRun run, ExperimentState state, Map<String, String> why, String note) {
    boolean isNew = !run.hasReached(ExperimentState.COMPLETED);
    if (isNew || run.isIn(state)) {
      Map<String, String> tags = new TreeMap<>(why);
      if (isNew) {
        tags.put(NOTE, note);
      }
      run.setTags(tags);
      run.reach(state, time);
    }
  }
}
