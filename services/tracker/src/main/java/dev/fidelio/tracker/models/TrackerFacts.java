package dev.fidelio.tracker.models;

import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.tracker.runs.TrackedRun;
import java.net.URI;
import java.util.List;

/**
 * Publishes the tracker's own facts: the addresses of runs, drift of aliases and its repair. A
 * repetition has the same event id.
 */
public final class TrackerFacts {

  private final Publisher publisher;
  private final String source;
  private final String mlflow;

  /**
   * @param source the name of the publishing service
   * @param mlflow MLflow's address for users
   */
  public TrackerFacts(Publisher publisher, String source, URI mlflow) {
    this.publisher = publisher;
    this.source = source;
    this.mlflow = mlflow.toString().replaceAll("/+$", "");
  }

  /** Announces the run of an experiment. */
  public void publish(String experimentId, TrackedRun run) {
    String url =
        "%s/#/experiments/%s/runs/%s?workflowType=machine_learning"
            .formatted(mlflow, run.experimentId(), run.id());
    publisher.publish(
        List.of(
            Message.of(
                Ids.nameBased("run-tracked/" + experimentId + "/" + run.id()),
                run.startTime(),
                source,
                new RunTracked(experimentId, run.id(), url))));
  }

  /** Announces that an alias has drifted. */
  void drifted(AliasDrift aliasDrift) {
    publisher.publish(List.of(aliasDrift.drifted(source)));
  }

  /** Announces that the drift was repaired. */
  void mended(AliasDrift aliasDrift) {
    publisher.publish(List.of(aliasDrift.mended(source)));
  }
}
