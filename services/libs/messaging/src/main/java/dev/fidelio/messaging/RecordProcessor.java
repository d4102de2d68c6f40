package dev.fidelio.messaging;

import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes one record: handles, releases, republishes it or sends it to the dead letters. */
final class RecordProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(RecordProcessor.class);
  private static final int MAX_TRIES = 5;

  private final String name;
  private final RecordWork work;
  private final Publisher publisher;
  private final Republication republication;

  /**
   * @param name the topic, without prefix
   */
  RecordProcessor(String name, RecordWork work, Publisher publisher) {
    this.name = name;
    this.work = work;
    this.publisher = publisher;
    this.republication = new Republication(name, publisher);
  }

  /** What the processing of a record is waiting for; usually empty. */
  Optional<String> problem() {
    return work.problem().or(republication::problem);
  }

  /**
   * @param handsOver whether the work was asked to stop because it holds up others: its record is
   *     published again rather than released, since a released one would keep its place
   */
  Outcome work(ConsumerRecord<byte[], byte[]> record, StopSignal stop, BooleanSupplier handsOver) {
    try (LogContext context = LogContext.of(record)) {
      return process(record, stop, handsOver);
    }
  }

  private Outcome process(
      ConsumerRecord<byte[], byte[]> record, StopSignal stop, BooleanSupplier handsOver) {
    if (ShareConsumers.isNearlyBuried(record)) {
      return republication.publish(record);
    }
    try {
      workWithRetries(record, stop);
      return Outcome.HANDLED;
    } catch (WorkStoppedException e) {
      if (handsOver.getAsBoolean()) {
        return republication.publish(record);
      }
      LOG.info("{}: stopped at {}; releasing it", name, MessageCodec.coordinates(record));
      return Outcome.RELEASED;
    } catch (UnreadableException e) {
      LOG.warn(
          "{}: sending {} to the dead letters: {}",
          name,
          MessageCodec.coordinates(record),
          e.getMessage());
      publisher.deadLetter(record, ShareConsumers.deliveries(record), e);
      return Outcome.UNREADABLE;
    } catch (ExhaustedException e) {
      LOG.error("{}: sending {} to the dead letters", name, MessageCodec.coordinates(record), e);
      publisher.deadLetter(record, e.attempts(), e);
      return Outcome.EXHAUSTED;
    }
  }

  /** Retries unexpected failures in place, while other workers process the following records. */
  private void workWithRetries(ConsumerRecord<byte[], byte[]> record, StopSignal stop) {
    RepeatedFailure failure =
        new RepeatedFailure(LOG, name + " at " + MessageCodec.coordinates(record));
    for (int tries = 1; ; tries++) {
      try {
        work.work(record, stop);
        failure.succeeded();
        return;
      } catch (WorkStoppedException | UnreadableException | ExhaustedException e) {
        throw e;
      } catch (RecordRefusedException e) {
        throw new ExhaustedException(e.getMessage(), tries, e);
      } catch (RuntimeException | StackOverflowError e) {
        if (tries == MAX_TRIES) {
          throw new ExhaustedException("failed %d times, last: %s".formatted(tries, e), tries, e);
        }
        Duration pause = Duration.ofSeconds(1L << (tries - 1));
        failure.failed(e);
        stop.await(pause);
        stop.check();
      }
    }
  }
}
