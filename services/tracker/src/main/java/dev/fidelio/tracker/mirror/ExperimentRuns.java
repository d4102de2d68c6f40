package dev.fidelio.tracker.mirror;

import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.tracker.models.TrackerFacts;
import dev.fidelio.tracker.runs.ExperimentFiles;
import dev.fidelio.tracker.runs.MlflowMapping;
import dev.fidelio.tracker.runs.MlflowRuns;
import dev.fidelio.tracker.runs.TrackedRun;
import java.time.Instant;

/** The runs of experiments in MLflow, made where they are missing. */
final class ExperimentRuns {

  private final MlflowRuns mlflowRuns;
  private final ExperimentFiles files;
  private final TrackerFacts trackerFacts;
  private final boolean strict;

  /**
   * @param trackerFacts announces the runs' addresses
   * @param strict whether the facts are the first of their names, whatever a run remembers
   */
  ExperimentRuns(
      MlflowRuns mlflowRuns, ExperimentFiles files, TrackerFacts trackerFacts, boolean strict) {
    this.mlflowRuns = mlflowRuns;
    this.files = files;
    this.trackerFacts = trackerFacts;
    this.strict = strict;
  }

  /** Whether a run takes a fact: the first of its name stands, as in every projection. */
  boolean takes(TrackedRun run, ExperimentFact fact, String eventId) {
    boolean isFirst = fact.factName().map(name -> run.isFirst(name, eventId)).orElse(true);
    return isFirst || strict;
  }

  /** The run of an accepted experiment, with everything in its request. */
  TrackedRun of(ExperimentAccepted fact, String eventId, Instant time) {
    Experiment experiment = fact.experiment();
    TrackedRun run =
        mlflowRuns.find(fact.experimentId()).orElseGet(() -> mlflowRuns.create(experiment, time));
    trackerFacts.publish(fact.experimentId(), run);
    if (!takes(run, fact, eventId)) {
      return run;
    }
    run.setParams(MlflowMapping.params(experiment.hyperparameters()));
    run.setTags(MlflowMapping.tags(fact));
    if (fact.datasetDigest() != null) {
      run.setDataset(experiment.dataset(), fact.datasetDigest());
    }
    run.reach(fact.state(), time);
    return run;
  }

  /**
   * The run of an experiment; where it is missing, made from what ingestion has decided.
   *
   * @throws UntrackableException if there is neither
   */
  TrackedRun of(String experimentId) {
    return mlflowRuns
        .find(experimentId)
        .orElseGet(
            () -> {
              ExperimentFiles.Acceptance acceptance = files.acceptance(experimentId);
              return of(acceptance.fact(), acceptance.eventId(), acceptance.time());
            });
  }
}
