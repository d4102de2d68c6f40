package dev.fidelio.tracker.mirror;

import dev.fidelio.contracts.AliasDrifted;
import dev.fidelio.contracts.AliasMended;
import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.contracts.AliasRemoved;
import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.ModelFact;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.VersionArchived;
import dev.fidelio.contracts.VersionRegistered;
import dev.fidelio.tracker.mlflow.ChangeListener;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.mlflow.UntrackableException;
import dev.fidelio.tracker.models.AliasDecision;
import dev.fidelio.tracker.models.Descriptions;
import dev.fidelio.tracker.models.MlflowAliases;
import dev.fidelio.tracker.models.MlflowModels;
import dev.fidelio.tracker.models.TrackerFacts;
import dev.fidelio.tracker.runs.ExperimentFiles;
import dev.fidelio.tracker.runs.MlflowRuns;
import dev.fidelio.tracker.runs.RunArtifacts;
import dev.fidelio.tracker.runs.TrackedRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlflow.tracking.MlflowClient;

/** Mirrors facts one at a time; redeliveries change nothing. */
final class FactMirror {

  private final ExperimentRuns experimentRuns;
  private final RunArtifacts artifacts;
  private final MlflowModels mlflowModels;
  private final MlflowAliases mlflowAliases;

  /**
   * @param trackerFacts publishes the tracker's own facts
   * @param changeListener is notified of every change in MLflow
   * @param strict whether the facts are the first of their names, and artifacts are compared by
   *     digest instead of size
   */
  FactMirror(
      MlflowClient mlflow,
      MlflowRest rest,
      ExperimentFiles files,
      TrackerFacts trackerFacts,
      ChangeListener changeListener,
      boolean strict) {
    this.experimentRuns =
        new ExperimentRuns(
            new MlflowRuns(mlflow, rest, changeListener), files, trackerFacts, strict);
    this.artifacts = new RunArtifacts(rest, files, changeListener, strict);
    this.mlflowModels = new MlflowModels(mlflow, rest, changeListener);
    this.mlflowAliases = new MlflowAliases(mlflowModels, rest, trackerFacts, changeListener);
  }

  /**
   * Mirrors one fact, unless it is about an experiment and another one of its name came before.
   *
   * @param eventId the id of its event
   * @param time when it happened
   * @throws UntrackableException if it can never be mirrored
   */
  void mirror(Payload fact, String eventId, Instant time) {
    if (fact instanceof ExperimentFact experimentFact) {
      experimentFact.accept(
          new ExperimentMirror(experimentRuns, artifacts, mlflowModels, eventId, time));
    } else if (fact instanceof ModelFact modelFact) {
      modelFact.accept(new OfModels(time));
    }
  }

  /** What facts about models change in MLflow's model registry. */
  private final class OfModels implements ModelFact.Visitor {

    private final Instant time;

    OfModels(Instant time) {
      this.time = time;
    }

    @Override
    public void visit(VersionRegistered fact) {
      registered(fact);
    }

    @Override
    public void visit(VersionArchived fact) {
      mlflowModels.archive(fact, time);
    }

    @Override
    public void visit(AliasMoved fact) {
      AliasDecision.of(fact).ifPresent(mlflowAliases::apply);
    }

    @Override
    public void visit(AliasRemoved fact) {
      AliasDecision.of(fact).ifPresent(mlflowAliases::apply);
    }

    /** This service publishes these facts itself. */
    @Override
    public void visit(AliasDrifted fact) {}

    /** This service publishes these facts itself. */
    @Override
    public void visit(AliasMended fact) {}
  }

  /**
   * Compares an alias with the last decision about it and repairs it.
   *
   * @param version the version that it must point to, to register it again if it is missing
   * @return MLflow's number of that version
   * @throws UntrackableException if the alias has drifted and cannot be repaired
   */
  Optional<String> hold(AliasDecision aliasDecision, Optional<VersionRegistered> version) {
    return mlflowAliases.hold(aliasDecision, () -> version.ifPresent(this::registered));
  }

  /**
   * Corrects the state of an experiment's run once everything about it has been mirrored.
   *
   * @param time when the state was reached
   * @throws UntrackableException if there is no run
   */
  void settle(String experimentId, ExperimentState state, Instant time) {
    experimentRuns.of(experimentId).settle(state, time);
  }

  private void registered(VersionRegistered fact) {
    TrackedRun run = experimentRuns.of(fact.experimentId());
    mlflowModels.register(fact, run, Descriptions.of(run, Map.of()));
    artifacts.copy(fact.experimentId(), run, List.of(fact.checkpoint()));
  }
}
