package dev.fidelio.tracker;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplesGenerated;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.contracts.VersionArchived;
import dev.fidelio.contracts.VersionRegistered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mlflow.tracking.MlflowClient;

/** Mirrors facts, one at a time, each perhaps not for the first time. */
final class FactMirror {

  private static final String ATTEMPT = "fidelio.attempt";
  private static final String NOTE = "mlflow.note.content";

  private final MlflowRuns mlflowRuns;
  private final RunArtifacts artifacts;
  private final MlflowModels mlflowModels;
  private final MlflowAliases mlflowAliases;
  private final ExperimentFiles files;
  private final TrackerFacts trackerFacts;

  /**
   * @param trackerFacts says where runs are, and what became of aliases
   * @param changeListener hears what was not there yet
   * @param strict whether artifacts are judged by their digest and not by their size
   */
  FactMirror(
      MlflowClient mlflow,
      MlflowRest rest,
      ExperimentFiles files,
      TrackerFacts trackerFacts,
      ChangeListener changeListener,
      boolean strict) {
    this.mlflowRuns = new MlflowRuns(mlflow, rest, changeListener);
    this.artifacts = new RunArtifacts(rest, files, changeListener, strict);
    this.mlflowModels = new MlflowModels(mlflow, rest, changeListener);
    this.mlflowAliases = new MlflowAliases(mlflowModels, rest, trackerFacts, changeListener);
    this.files = files;
    this.trackerFacts = trackerFacts;
  }

  /**
   * Mirrors one fact.
   *
   * @param time when it happened
   * @throws UntrackableException if it cannot be, ever
   */
  void mirror(Payload fact, Instant time) {
    if (fact instanceof ExperimentAccepted accepted) {
      accepted(accepted, time);
    } else if (fact instanceof TrainingStarted started) {
      started(started, time);
    } else if (fact instanceof EpochCompleted epoch) {
      TrackedRun run = run(epoch.experimentId());
      run.append(epoch.metrics());
      artifacts.copy(epoch.experimentId(), run, List.of(epoch.checkpoint()));
    } else if (fact instanceof ModelTrained trained) {
      trained(trained, time);
    } else if (fact instanceof SamplesGenerated samples) {
      TrackedRun run = run(samples.experimentId());
      run.reach(ExperimentState.EVALUATING, time);
      artifacts.copy(samples.experimentId(), run, samples.artifacts());
    } else if (fact instanceof ModelEvaluated evaluated) {
      evaluated(evaluated, time);
    } else if (fact instanceof EvaluationFailed failed) {
      run(failed.experimentId())
          .setTags(
              Map.of(
                  "fidelio.failure." + failed.evaluation(),
                  MlflowMapping.shortened(failed.reason())));
    } else if (fact instanceof ExperimentFailed failed) {
      failed(failed, time);
    } else if (fact instanceof ExperimentCancelled cancelled) {
      cancelled(cancelled, time);
    } else if (fact instanceof VersionRegistered version) {
      registered(version);
    } else if (fact instanceof VersionArchived archived) {
      mlflowModels.archive(archived, time);
    } else {
      AliasDecision.of(fact).ifPresent(mlflowAliases::apply);
    }
  }

  /**
   * Holds an alias against the last decision about it.
   *
   * @param version the version that it shall point to, to register it again where it is gone
   * @return MLflow's number of that version
   * @throws UntrackableException if it is otherwise than decided and cannot be mended
   */
  Optional<String> hold(AliasDecision aliasDecision, Optional<VersionRegistered> version) {
    return mlflowAliases.hold(aliasDecision, () -> version.ifPresent(this::registered));
  }

  /**
   * Corrects the state of an experiment's run once everything about it has been mirrored.
   *
   * @param time when it got there
   * @throws UntrackableException if there is no run
   */
  void settle(String experimentId, ExperimentState state, Instant time) {
    run(experimentId).settle(state, time);
  }

  private TrackedRun accepted(ExperimentAccepted fact, Instant time) {
    Experiment experiment = fact.experiment();
    TrackedRun run =
        mlflowRuns.find(fact.experimentId()).orElseGet(() -> mlflowRuns.create(experiment, time));
    trackerFacts.publish(fact.experimentId(), run);
    run.setParams(MlflowMapping.params(experiment.hyperparameters()));
    run.setTags(MlflowMapping.tags(fact));
    if (fact.datasetDigest() != null) {
      run.setDataset(experiment.dataset(), fact.datasetDigest());
    }
    run.reach(ExperimentState.QUEUED, time);
    return run;
  }

  private void started(TrainingStarted fact, Instant time) {
    TrackedRun run = run(fact.experimentId());
    long known = run.tag(ATTEMPT).flatMap(MlflowMapping::number).orElse(0L);
    if (fact.attempt() >= known) {
      Map<String, String> tags = new TreeMap<>(MlflowMapping.environment(fact.environment()));
      tags.put(ATTEMPT, Integer.toString(fact.attempt()));
      run.setTags(tags);
    }
    run.reach(ExperimentState.TRAINING, time);
  }

  private void trained(ModelTrained fact, Instant time) {
    TrackedRun run = run(fact.experimentId());
    run.setTags(Map.of(MlflowMapping.DIGEST, fact.datasetDigest()));
    run.setDataset(run.tag(MlflowMapping.DATASET).orElse("data set"), fact.datasetDigest());
    run.reach(ExperimentState.SAMPLING, time);
    List<Artifact> made = new ArrayList<>(fact.artifacts());
    made.add(fact.checkpoint());
    artifacts.copy(fact.experimentId(), run, made);
  }

  private void evaluated(ModelEvaluated fact, Instant time) {
    TrackedRun run = run(fact.experimentId());
    run.append(MlflowMapping.points(fact, run.lastStep(), time));
    Map<String, String> tags = new TreeMap<>(MlflowMapping.tags(fact));
    String scores = Descriptions.sentence(fact);
    tags.put(Descriptions.tag(fact.evaluation()), scores);
    if (!run.hasReached(ExperimentState.COMPLETED)) {
      // Only the first time: a person may have written something else since.
      tags.put(NOTE, scores);
    }
    mlflowModels.describe(run, Descriptions.of(run, Map.of()), Descriptions.of(run, tags));
    run.setTags(tags);
    artifacts.copy(fact.experimentId(), run, fact.artifacts());
    run.reach(ExperimentState.COMPLETED, time);
  }

  private void failed(ExperimentFailed fact, Instant time) {
    String reason = MlflowMapping.shortened(fact.reason());
    String note = "Failed in %s, attempt %d: %s".formatted(fact.stage(), fact.attempt(), reason);
    Map<String, String> why =
        Map.of("fidelio.failure", reason, "fidelio.failure.stage", fact.stage());
    end(run(fact.experimentId()), ExperimentState.FAILED, why, note, time);
  }

  private void cancelled(ExperimentCancelled fact, Instant time) {
    String reason =
        fact.reason() == null ? "no reason given" : MlflowMapping.shortened(fact.reason());
    String note = "Cancelled before %s was done: %s".formatted(fact.stage(), reason);
    Map<String, String> why =
        Map.of("fidelio.cancellation", reason, "fidelio.cancellation.stage", fact.stage());
    end(run(fact.experimentId()), ExperimentState.CANCELLED, why, note, time);
  }

  /** Whatever ended first stands. The note is written once, since a person may change it. */
  private static void end(
      TrackedRun run, ExperimentState state, Map<String, String> why, String note, Instant time) {
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

  private void registered(VersionRegistered fact) {
    TrackedRun run = run(fact.experimentId());
    mlflowModels.register(fact, run, Descriptions.of(run, Map.of()));
    artifacts.copy(fact.experimentId(), run, List.of(fact.checkpoint()));
  }

  /** The run; where it is missing, made from what ingestion has decided. */
  private TrackedRun run(String experimentId) {
    return mlflowRuns
        .find(experimentId)
        .orElseGet(
            () -> {
              ExperimentFiles.Acceptance acceptance = files.acceptance(experimentId);
              return accepted(acceptance.fact(), acceptance.time());
            });
  }
}
