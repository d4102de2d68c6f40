package dev.fidelio.ingestion;

import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.Message;
import dev.fidelio.stages.Cancelling;
import dev.fidelio.stages.Road;
import java.util.List;
import java.util.Optional;

/**
 * Cancels experiments, whether or not a worker runs or their request has come yet. Where every
 * stage is done, or the request was rejected, a cancellation is void.
 */
final class Ending {

  private final Decisions decisions;
  private final Cancelling cancelling;

  Ending(Decisions decisions, Cancelling cancelling) {
    this.decisions = decisions;
    this.cancelling = cancelling;
  }

  /** What is to be announced about a cancellation: how the experiment ended. */
  List<Message> cancel(CancellationRequested request) {
    Optional<Decision> decision = decisions.find(request.experimentId());
    if (decision.isPresent() && !decision.get().isAccepted()) {
      return List.of();
    }
    boolean fetchesDataset = decision.isPresent() && decision.get().fetchesDataset();
    return cancelling
        .cancel(request, Road.stages(fetchesDataset))
        .map(CommitPoint::messages)
        .orElse(List.of());
  }
}
