package dev.fidelio.registry.history;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.SamplesGenerated;
import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.registry.history.StoredExperiment.Failure;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Writes the rows that facts add beside the experiment's own: points, files, scores, data sets. */
final class HistoryWriter {

  private final RowBatch points =
      new RowBatch(
          "history.metric_point",
          "experiment_id text",
          "name text",
          "step bigint",
          "measured_at timestamptz",
          "value float8");
  private final RowBatch artifacts =
      new RowBatch(
          "history.artifact",
          "experiment_id text",
          "name text",
          "digest text",
          "size bigint",
          "epoch integer");
  private final RowBatch scores =
      new RowBatch(
          "history.score",
          "experiment_id text",
          "evaluation text",
          "metric text",
          "extractor text",
          "profile text",
          "value float8",
          "uncertainty float8",
          "floor float8",
          "noise float8",
          "extractor_digest text",
          "dataset_digest text",
          "split text",
          "reference_count integer",
          "sample_count integer");
  private final RowBatch evaluations =
      new RowBatch(
          "history.evaluation",
          "experiment_id text",
          "name text",
          "confusion jsonb",
          "warnings jsonb",
          "failure jsonb",
          "ended_at timestamptz");
  private final RowBatch datasets =
      new RowBatch(
          "history.dataset",
          "digest text",
          "name text",
          "origin text",
          "train_count integer",
          "test_count integer",
          "test_label_counts jsonb",
          "ingested_at timestamptz");

  /** Collects the rows of a fact. */
  void take(Payload fact, Instant at) {
    if (fact instanceof ExperimentFact experimentFact) {
      experimentFact.accept(new Rows(at));
    } else if (fact instanceof DatasetIngested ingested) {
      dataset(ingested, at);
    }
  }

  /** The rows of one fact, beside that of its experiment. */
  private final class Rows implements ExperimentFact.Visitor {

    private final Instant at;

    Rows(Instant at) {
      this.at = at;
    }

    @Override
    public void visit(ExperimentAccepted accepted) {}

    @Override
    public void visit(ExperimentRejected rejected) {}

    @Override
    public void visit(TrainingStarted started) {}

    @Override
    public void visit(EpochCompleted completed) {
      artifact(completed.experimentId(), completed.checkpoint(), completed.epoch());
      completed.metrics().forEach(point -> point(completed.experimentId(), point));
    }

    @Override
    public void visit(ModelTrained trained) {
      artifact(trained.experimentId(), trained.checkpoint(), null);
      trained.artifacts().forEach(artifact -> artifact(trained.experimentId(), artifact, null));
    }

    @Override
    public void visit(SamplesGenerated generated) {
      generated.artifacts().forEach(artifact -> artifact(generated.experimentId(), artifact, null));
    }

    @Override
    public void visit(ModelEvaluated evaluated) {
      evaluated(evaluated, at);
    }

    @Override
    public void visit(EvaluationFailed failed) {
      Failure failure = new Failure(failed.stage(), failed.attempt(), failed.reason());
      evaluations.add(failed.experimentId(), failed.evaluation(), null, null, json(failure), at);
    }

    @Override
    public void visit(ExperimentFailed failed) {}

    @Override
    public void visit(ExperimentCancelled cancelled) {}

    @Override
    public void visit(RunTracked tracked) {}
  }

  /** Writes the collected rows; existing rows are not changed. */
  void insert(Connection connection) throws SQLException {
    points.insert(connection);
    artifacts.insert(connection);
    scores.insert(connection);
    evaluations.insert(connection);
    datasets.insert(connection);
  }

  private void point(String experimentId, MetricPoint point) {
    points.add(experimentId, point.name(), point.step(), point.timestamp(), point.value());
  }

  private void artifact(String experimentId, Artifact artifact, Integer epoch) {
    artifacts.add(experimentId, artifact.name(), artifact.digest(), artifact.size(), epoch);
  }

  private void evaluated(ModelEvaluated evaluated, Instant at) {
    evaluated.scores().forEach(score -> score(evaluated, score));
    evaluated.artifacts().forEach(artifact -> artifact(evaluated.experimentId(), artifact, null));
    evaluations.add(
        evaluated.experimentId(),
        evaluated.evaluation(),
        evaluated.confusion().isEmpty() ? null : json(evaluated.confusion()),
        evaluated.warnings().isEmpty() ? null : json(evaluated.warnings()),
        null,
        at);
  }

  private void score(ModelEvaluated evaluated, Score score) {
    scores.add(
        evaluated.experimentId(),
        evaluated.evaluation(),
        score.metric(),
        score.extractor(),
        score.profile(),
        score.value(),
        score.uncertainty(),
        score.floor(),
        score.noise(),
        score.extractorDigest(),
        score.datasetDigest(),
        score.split(),
        score.referenceCount(),
        score.sampleCount());
  }

  private void dataset(DatasetIngested ingested, Instant at) {
    datasets.add(
        ingested.digest(),
        ingested.name(),
        ingested.origin(),
        ingested.trainCount(),
        ingested.testCount(),
        json(ingested.testLabelCounts()),
        at);
  }

  private static String json(Object value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }
}
