package dev.fidelio.stages;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Ends experiments early: the first stage that has no outcome yet gets the outcome {@code
 * cancelled}, and no worker processes it any more.
 */
public final class ExperimentCanceller {

  private static final int NO_ATTEMPT = 0;

  private final CommitPoints commitPoints;
  private final Function<List<Payload>, List<Message>> messages;

  /**
   * @param messages makes messages of payloads, with new ids and the current time
   */
  public ExperimentCanceller(ArtifactStore store, Function<List<Payload>, List<Message>> messages) {
    this.commitPoints = new CommitPoints(store);
    this.messages = messages;
  }

  /**
   * Cancels at the first of these stages that is not done.
   *
   * @return the outcome with which the experiment ended, to be announced; empty if all of these
   *     stages are done
   */
  public Optional<CommitPoint> cancel(CancellationRequested request, List<String> stages) {
    return stages.stream()
        .map(stage -> outcome(request, stage))
        .filter(outcome -> outcome.status() != Status.DONE)
        .findFirst();
  }

  private CommitPoint outcome(CancellationRequested request, String stage) {
    String name = StoreLayout.experiment(request.experimentId()).outcome(stage);
    return commitPoints.find(name).orElseGet(() -> commit(request, stage, name));
  }

  private CommitPoint commit(CancellationRequested request, String stage, String name) {
    ExperimentCancelled fact =
        new ExperimentCancelled(request.experimentId(), stage, request.reason());
    return commitPoints.commit(
        name,
        new CommitPoint(Status.CANCELLED, NO_ATTEMPT, List.of(), messages.apply(List.of(fact))));
  }
}
