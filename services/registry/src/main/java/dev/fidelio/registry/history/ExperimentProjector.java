package dev.fidelio.registry.history;

import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EvaluationFailed;
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
final class ExperimentProjector implements ExperimentFact.Visitor {

  private final StoredExperiment experiment;

  private ExperimentProjector(StoredExperiment experiment) {
    this.experiment = experiment;
  }

  /** An experiment of which this is the first fact. */
  static StoredExperiment first(ExperimentFact fact, Instant at) {
    StoredExperiment experiment = new StoredExperiment();
    experiment.id = fact.experimentId();
    experiment.state = ExperimentState.REQUESTED;
    experiment.requestedAt = at;
    experiment.updatedAt = at;
    project(experiment, fact);
    return experiment;
  }

  /** Applies a fact. A rejection changes nothing: the id belongs to the first request. */
  static void apply(StoredExperiment experiment, ExperimentFact fact, Instant at) {
    if (fact.state() != ExperimentState.REJECTED) {
      experiment.updatedAt = at.isAfter(experiment.updatedAt) ? at : experiment.updatedAt;
      project(experiment, fact);
    }
  }

  private static void project(StoredExperiment experiment, ExperimentFact fact) {
    // First, since how an experiment ended is written down only while it has not ended.
    fact.accept(new ExperimentProjector(experiment));
    experiment.state = experiment.state.then(fact.state());
  }

  @Override
  public void visit(ExperimentAccepted accepted) {
    Experiment request = accepted.experiment();
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

  @Override
  public void visit(ExperimentRejected rejected) {
    experiment.requestedAt = rejected.source().timestamp();
    experiment.violations = rejected.violations();
  }

  @Override
  public void visit(TrainingStarted started) {
    setAttempt(started.attempt());
  }

  @Override
  public void visit(EpochCompleted completed) {
    setAttempt(completed.attempt());
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

  @Override
  public void visit(ModelTrained trained) {
    setAttempt(trained.attempt());
    experiment.datasetDigest = trained.datasetDigest();
  }

  @Override
  public void visit(SamplesGenerated generated) {
    if (ModelEvaluated.isFirst(generated.evaluation())) {
      setAttempt(generated.attempt());
    }
  }

  @Override
  public void visit(ModelEvaluated evaluated) {
    if (ModelEvaluated.isFirst(evaluated.evaluation())) {
      setAttempt(evaluated.attempt());
    }
  }

  /** Stored with the evaluations: the experiment has ended before. */
  @Override
  public void visit(EvaluationFailed failed) {}

  @Override
  public void visit(ExperimentFailed failed) {
    setAttempt(failed.attempt());
    if (!experiment.state.isFinal()) {
      experiment.failure =
          new StoredExperiment.Failure(failed.stage(), failed.attempt(), failed.reason());
    }
  }

  @Override
  public void visit(ExperimentCancelled cancelled) {
    if (!experiment.state.isFinal()) {
      experiment.cancellation =
          new StoredExperiment.Cancellation(cancelled.stage(), cancelled.reason());
    }
  }

  @Override
  public void visit(RunTracked tracked) {
    experiment.mlflowRunId = tracked.runId();
    experiment.mlflowUrl = tracked.url();
  }

  private void setAttempt(int attempt) {
    experiment.attempt =
        experiment.attempt == null ? attempt : Math.max(experiment.attempt, attempt);
  }
}
