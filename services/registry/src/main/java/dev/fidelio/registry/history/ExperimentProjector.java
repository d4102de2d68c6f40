package dev.fidelio.registry.history;

import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.SamplesGenerated;
import dev.fidelio.contracts.TrainingStarted;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Applies facts to experiments. */
final class ExperimentProjector {

  private ExperimentProjector() {}

  /** An experiment of which this is the first fact. */
  static StoredExperiment first(ExperimentFact fact, Instant at) {
    StoredExperiment experiment = new StoredExperiment();
    experiment.id = fact.experimentId();
    experiment.state = ExperimentState.REQUESTED;
    experiment.requestedAt = at;
    experiment.updatedAt = at;
    if (fact instanceof ExperimentRejected rejected) {
      experiment.state = ExperimentState.REJECTED;
      experiment.requestedAt = rejected.source().timestamp();
      experiment.violations = rejected.violations();
    } else {
      apply(experiment, fact, at);
    }
    return experiment;
  }

  /** Applies a fact. A rejection changes nothing: the id belongs to the first request. */
  static void apply(StoredExperiment experiment, ExperimentFact fact, Instant at) {
    if (fact instanceof ExperimentRejected) {
      return;
    }
    experiment.updatedAt = at.isAfter(experiment.updatedAt) ? at : experiment.updatedAt;
    if (fact instanceof ExperimentAccepted accepted) {
      accepted(experiment, accepted);
    } else if (fact instanceof TrainingStarted started) {
      reach(experiment, ExperimentState.TRAINING, started.attempt());
    } else if (fact instanceof EpochCompleted completed) {
      reach(experiment, ExperimentState.TRAINING, completed.attempt());
      completed(experiment, completed);
    } else if (fact instanceof ModelTrained trained) {
      reach(experiment, ExperimentState.SAMPLING, trained.attempt());
      experiment.datasetDigest = trained.datasetDigest();
    } else if (fact instanceof SamplesGenerated generated) {
      reach(experiment, ExperimentState.EVALUATING, generated.attempt());
    } else if (fact instanceof ModelEvaluated evaluated) {
      reach(experiment, ExperimentState.COMPLETED, evaluated.attempt());
    } else if (fact instanceof ExperimentFailed failed) {
      failed(experiment, failed);
    } else if (fact instanceof ExperimentCancelled cancelled) {
      cancelled(experiment, cancelled);
    } else if (fact instanceof RunTracked tracked) {
      experiment.mlflowRunId = tracked.runId();
      experiment.mlflowUrl = tracked.url();
    }
  }

  private static void accepted(StoredExperiment experiment, ExperimentAccepted accepted) {
    Experiment request = accepted.experiment();
    raise(experiment, ExperimentState.QUEUED);
    experiment.requestedAt = accepted.source().timestamp();
    experiment.model = request.model();
    experiment.dataset = request.dataset();
    experiment.hyperparameters = request.hyperparameters();
    experiment.evaluation = request.evaluation();
    experiment.tags = request.tags();
    experiment.resumeFrom = request.resumeFrom();
    experiment.epochs = request.hyperparameters().epochs();
    if (accepted.datasetDigest() != null) {
      experiment.datasetDigest = accepted.datasetDigest();
    }
  }

  private static void completed(StoredExperiment experiment, EpochCompleted completed) {
    if (experiment.epoch != null && experiment.epoch >= completed.epoch()) {
      return;
    }
    experiment.epoch = completed.epoch();
    experiment.epochs = completed.epochs();
    Map<String, Double> losses = new TreeMap<>();
    completed.metrics().stream()
        .sorted(Comparator.comparingLong(MetricPoint::step))
        .forEach(point -> losses.put(point.name(), point.value()));
    experiment.losses = losses;
  }

  private static void failed(StoredExperiment experiment, ExperimentFailed failed) {
    if (!experiment.state.isFinal()) {
      experiment.failure =
          new StoredExperiment.Failure(failed.stage(), failed.attempt(), failed.reason());
    }
    reach(experiment, ExperimentState.FAILED, failed.attempt());
  }

  private static void cancelled(StoredExperiment experiment, ExperimentCancelled cancelled) {
    if (!experiment.state.isFinal()) {
      experiment.cancellation =
          new StoredExperiment.Cancellation(cancelled.stage(), cancelled.reason());
    }
    raise(experiment, ExperimentState.CANCELLED);
  }

  private static void reach(StoredExperiment experiment, ExperimentState state, int attempt) {
    raise(experiment, state);
    experiment.attempt =
        experiment.attempt == null ? attempt : Math.max(experiment.attempt, attempt);
  }

  private static void raise(StoredExperiment experiment, ExperimentState state) {
    if (!experiment.state.isFinal() && state.compareTo(experiment.state) > 0) {
      experiment.state = state;
    }
  }
}
