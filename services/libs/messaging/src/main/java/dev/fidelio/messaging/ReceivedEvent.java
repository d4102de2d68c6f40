package dev.fidelio.messaging;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A fact as a projection hears it, perhaps not for the first time.
 *
 * @param message the whole message, with its event id
 * @param payload what it says
 * @param at where the record stands
 */
public record ReceivedEvent(Message message, Payload payload, Coordinates at) {

  /**
   * What a record says; empty for a type of a later version.
   *
   * @throws dev.fidelio.contracts.UnreadableException if nobody can read it
   */
  public static Optional<ReceivedEvent> of(ConsumerRecord<byte[], byte[]> record, String prefix) {
    Message message = MessageCodec.read(record, prefix);
    return message
        .payload()
        .map(payload -> new ReceivedEvent(message, payload, MessageCodec.coordinates(record)));
  }
}
