package dev.fidelio.tracker.models;

import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.tracker.runs.TrackedRun;
import java.net.URI;
import java.util.List;

/**
 * What MLflow's mirror says on the log: where runs are, and what became of aliases. Repetitions say
 * the same under the same event id.
 */
public final class TrackerFacts {

  private final Publisher publisher;
  private final String source;
  private final String mlflow;

  /**
   * @param source the service that speaks
   * @param mlflow where people find MLflow
   */
  public TrackerFacts(Publisher publisher, String source, URI mlflow) {
    this.publisher = publisher;
    this.source = source;
    this.mlflow = mlflow.toString().replaceAll("/+$", "");
  }

  /** Says where an experiment's run is. */
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

  /** Says that an alias was found otherwise than decided. */
  void drifted(AliasDrift aliasDrift) {
    publisher.publish(List.of(aliasDrift.drifted(source)));
  }

  /** Says that it is mended. */
  void mended(AliasDrift aliasDrift) {
    publisher.publish(List.of(aliasDrift.mended(source)));
  }
}
