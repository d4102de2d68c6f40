package dev.fidelio.tracker;

import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplesGenerated;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.contracts.VersionRegistered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mlflow.tracking.MlflowClient;

/** Mirrors facts, one at a time, each perhaps not for the first time. */
final class Mirroring {

  private static final String ATTEMPT = "fidelio.attempt";
  private static final String SCORE = "fidelio.score";
  private static final String NOTE = "mlflow.note.content";

  private final Runs runs;
  private final RunArtifacts artifacts;
  private final Models models;
  private final ExperimentFiles files;
  private final RunAnnouncement announcement;

  Mirroring(
      MlflowClient mlflow, MlflowRest rest, ExperimentFiles files, RunAnnouncement announcement) {
    this.runs = new Runs(mlflow, rest);
    this.artifacts = new RunArtifacts(rest, files);
    this.models = new Models(mlflow, rest);
    this.files = files;
    this.announcement = announcement;
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
              Map.of("fidelio.failure." + failed.evaluation(), Words.shortened(failed.reason())));
    } else if (fact instanceof ExperimentFailed failed) {
      failed(failed, time);
    } else if (fact instanceof VersionRegistered version) {
      registered(version);
    } else if (fact instanceof AliasMoved moved) {
      models.move(moved);
    }
  }

  private TrackedRun accepted(ExperimentAccepted fact, Instant time) {
    Experiment experiment = fact.experiment();
    TrackedRun run = runs.find(fact.experimentId()).orElseGet(() -> runs.create(experiment, time));
    announcement.publish(fact.experimentId(), run);
    run.setParams(Words.params(experiment.hyperparameters()));
    run.setTags(Words.tags(fact));
    if (fact.datasetDigest() != null) {
      run.setDataset(experiment.dataset(), fact.datasetDigest());
    }
    run.reach(ExperimentState.QUEUED, time);
    return run;
  }

  private void started(TrainingStarted fact, Instant time) {
    TrackedRun run = run(fact.experimentId());
    long known = run.tag(ATTEMPT).flatMap(Words::number).orElse(0L);
    if (fact.attempt() >= known) {
      Map<String, String> tags = new TreeMap<>(Words.environment(fact.environment()));
      tags.put(ATTEMPT, Integer.toString(fact.attempt()));
      run.setTags(tags);
    }
    run.reach(ExperimentState.TRAINING, time);
  }

  private void trained(ModelTrained fact, Instant time) {
    TrackedRun run = run(fact.experimentId());
    run.setTags(Map.of(Words.DIGEST, fact.datasetDigest()));
    run.setDataset(run.tag(Words.DATASET).orElse("data set"), fact.datasetDigest());
    run.reach(ExperimentState.SAMPLING, time);
    List<Artifact> made = new ArrayList<>(fact.artifacts());
    made.add(fact.checkpoint());
    artifacts.copy(fact.experimentId(), run, made);
  }

  private void evaluated(ModelEvaluated fact, Instant time) {
    TrackedRun run = run(fact.experimentId());
    run.append(Words.points(fact, run.lastStep(), time));
    Map<String, String> tags = new TreeMap<>(Words.tags(fact));
    // The first is FID; the others are metrics of their own.
    String scores =
        fact.scores().stream().limit(1).map(Words::sentence).collect(Collectors.joining());
    if (!run.hasReached(ExperimentState.COMPLETED)) {
      // Only the first time: a person may have written something else since.
      tags.put(SCORE, scores);
      tags.put(NOTE, scores);
      models.describe(run, description(fact.experimentId(), scores));
    }
    run.setTags(tags);
    artifacts.copy(fact.experimentId(), run, fact.artifacts());
    run.reach(ExperimentState.COMPLETED, time);
  }

  private void failed(ExperimentFailed fact, Instant time) {
    TrackedRun run = run(fact.experimentId());
    if (!run.hasReached(ExperimentState.FAILED)) {
      String reason = Words.shortened(fact.reason());
      String note = "Failed in %s, attempt %d: %s".formatted(fact.stage(), fact.attempt(), reason);
      run.setTags(
          Map.of("fidelio.failure", reason, "fidelio.failure.stage", fact.stage(), NOTE, note));
    }
    run.reach(ExperimentState.FAILED, time);
  }

  private void registered(VersionRegistered fact) {
    TrackedRun run = run(fact.experimentId());
    String scores = run.tag(SCORE).orElse("Not scored yet");
    models.register(fact, run, description(fact.experimentId(), scores));
    artifacts.copy(fact.experimentId(), run, List.of(fact.checkpoint()));
  }

  /** The run; where it is missing, made from what ingestion has decided. */
  private TrackedRun run(String experimentId) {
    return runs.find(experimentId)
        .orElseGet(
            () -> {
              ExperimentFiles.Acceptance acceptance = files.acceptance(experimentId);
              return accepted(acceptance.fact(), acceptance.time());
            });
  }

  private static String description(String experimentId, String scores) {
    return scores + ". Experiment " + experimentId + ".";
  }
}
