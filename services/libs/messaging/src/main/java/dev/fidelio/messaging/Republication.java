package dev.fidelio.messaging;

import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes records again, those at their delivery limit among them. It does not return before the
 * broker has confirmed the new record, even if the lock of the old one is lost or the service
 * stops: whoever gives a record at its limit back loses it.
 */
final class Republication {

  private static final Logger LOG = LoggerFactory.getLogger(Republication.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Publisher publisher;
  private final RepeatedFailure failure;

  /**
   * @param name the topic, without prefix
   */
  Republication(String name, Publisher publisher) {
    this.publisher = publisher;
    this.failure = new RepeatedFailure(LOG, name + ": republishing");
  }

  /**
   * Publishes a record again, or as a dead letter if the broker refuses it.
   *
   * @throws PublishException if the broker does not confirm it in time
   */
  Outcome tryOnce(ConsumerRecord<byte[], byte[]> record) {
    LOG.info("republishing {}", MessageCodec.coordinates(record));
    try {
      publisher.publishAgain(record);
      return Outcome.REPUBLISHED;
    } catch (RecordRefusedException e) {
      LOG.error("sending {} to the dead letters", MessageCodec.coordinates(record), e);
      publisher.deadLetter(record, ShareConsumers.deliveries(record), e);
      return Outcome.EXHAUSTED;
    }
  }

  /** Does so however long it takes. */
  Outcome publish(ConsumerRecord<byte[], byte[]> record) {
    while (true) {
      try {
        Outcome outcome = tryOnce(record);
        failure.succeeded();
        return outcome;
      } catch (RuntimeException e) {
        failure.failed(e);
        pause();
      }
    }
  }

  /** Why a record cannot be published again; empty if there is no problem. */
  Optional<String> problem() {
    return failure.problem();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before a record was published again", e);
    }
  }
}
