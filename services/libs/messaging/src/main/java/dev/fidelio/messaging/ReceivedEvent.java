package dev.fidelio.messaging;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A fact as a projection receives it, possibly more than once.
 *
 * @param message the whole message, with its event id
 * @param payload the message's content
 * @param at the record's position
 */
public record ReceivedEvent(Message message, Payload payload, Coordinates at) {

  /**
   * The event in a record; empty for a type from a later version.
   *
   * @throws dev.fidelio.contracts.UnreadableException if the record is malformed
   */
  public static Optional<ReceivedEvent> of(ConsumerRecord<byte[], byte[]> record, String prefix) {
    Message message = MessageCodec.read(record, prefix);
    return message
        .payload()
        .map(payload -> new ReceivedEvent(message, payload, MessageCodec.coordinates(record)));
  }
}
