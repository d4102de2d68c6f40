package dev.fidelio.registry.experiments;

import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Message;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.history.StoredExperiment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Requests cancellations. Whether an experiment can still be cancelled is ingestion's decision. */
@Singleton
public class CancellationService {

  private final Publisher publisher;
  private final String source;
  private final Clock clock;

  CancellationService(Publisher publisher, KafkaSettings kafka, Clock clock) {
    this.publisher = publisher;
    this.source = kafka.service();
    this.clock = clock;
  }

  /**
   * Requests a cancellation, unless the experiment is already cancelled.
   *
   * @param reason why; null where none is given
   * @return whether a cancellation was requested
   * @throws dev.fidelio.messaging.PublishException if Kafka does not accept the request
   * @throws RefusedException if there is no such experiment, or it has ended
   */
  public boolean cancel(String experimentId, String reason) {
    ExperimentState state =
        StoredExperiment.stateOf(experimentId)
            .or(() -> Submission.of(experimentId).map(submitted -> ExperimentState.REQUESTED))
            .orElseThrow(() -> RefusedException.noExperiment(experimentId));
    if (state == ExperimentState.CANCELLED) {
      return false;
    }
    if (state.isFinal()) {
      throw new RefusedException(
          Reason.STATE, "%s is %s, which is final".formatted(experimentId, state));
    }
    CancellationRequested request = new CancellationRequested(experimentId, reason);
    publisher.publish(
        List.of(Message.of(UUID.randomUUID().toString(), clock.instant(), source, request)));
    return true;
  }
}
