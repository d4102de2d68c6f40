package dev.fidelio.tracker;

import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.messaging.Publisher;
import java.net.URI;
import java.util.List;

/** Says where an experiment's run is. Repetitions say the same under the same event id. */
final class RunAnnouncement {

  private final Publisher publisher;
  private final String source;
  private final String mlflow;

  /**
   * @param source the service that speaks
   * @param mlflow where people find MLflow
   */
  RunAnnouncement(Publisher publisher, String source, URI mlflow) {
    this.publisher = publisher;
    this.source = source;
    this.mlflow = mlflow.toString().replaceAll("/+$", "");
  }

  void publish(String experimentId, TrackedRun run) {
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
}
