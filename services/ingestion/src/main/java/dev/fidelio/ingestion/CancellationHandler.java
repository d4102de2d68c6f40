package dev.fidelio.ingestion;

import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.contracts.AdmissionDecision;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.Message;
import dev.fidelio.stages.ExperimentCanceller;
import dev.fidelio.stages.Stages;
import java.util.List;
import java.util.Optional;

/**
 * Cancels experiments, even if no worker runs or their request has not arrived yet. A cancellation
 * has no effect if every stage is done or the request was rejected.
 */
final class CancellationHandler {

  private final AdmissionDecisions admissionDecisions;
  private final ExperimentCanceller experimentCanceller;

  CancellationHandler(
      AdmissionDecisions admissionDecisions, ExperimentCanceller experimentCanceller) {
    this.admissionDecisions = admissionDecisions;
    this.experimentCanceller = experimentCanceller;
  }

  /** The messages to announce about a cancellation: how the experiment ended. */
  List<Message> cancel(CancellationRequested request) {
    Optional<AdmissionDecision> decision = admissionDecisions.find(request.experimentId());
    if (decision.isPresent() && !decision.get().isAccepted()) {
      return List.of();
    }
    boolean fetchesDataset = decision.isPresent() && decision.get().fetchesDataset();
    return experimentCanceller
        .cancel(request, Stages.stages(fetchesDataset))
        .map(CommitPoint::messages)
        .orElse(List.of());
  }
}
