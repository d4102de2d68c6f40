package dev.fidelio.messaging;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Topic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter: a record that could not be processed.
 *
 * @param topic the topic that it was sent to
 * @param original its position there
 * @param attempts the number of attempts; empty if unknown
 * @param cause why it could not be processed
 * @param setAsideAt when it became a dead letter
 * @param record the letter
 */
@RecordBuilder
public record DeadLetter(
    Topic topic,
    Coordinates original,
    Optional<Integer> attempts,
    String cause,
    Instant setAsideAt,
    ConsumerRecord<byte[], byte[]> record) {}
