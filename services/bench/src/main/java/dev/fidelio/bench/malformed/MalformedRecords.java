package dev.fidelio.bench.malformed;

import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Malformed records, determined by the seed. */
final class MalformedRecords {

  private static final String REQUEST =
      "{\"experimentId\":\"malformed\",\"model\":\"malformed\",\"dataset\":\"small\"}";

  private final Random random;

  MalformedRecords(long seed) {
    random = new Random(seed);
  }

  /**
   * The next record for a topic, with the headers of a valid one. Its key is unique, so that
   * compaction keeps the record.
   */
  ProducerRecord<byte[], byte[]> next(Topic topic) {
    Malformation malformation = Malformation.values()[random.nextInt(Malformation.values().length)];
    byte[] key = Long.toHexString(random.nextLong()).getBytes(StandardCharsets.UTF_8);
    if (topic == Topic.EXPERIMENT_REQUESTED) {
      return new ProducerRecord<>(topic.name(""), key, malformation.corrupt(REQUEST, random));
    }
    Message valid = Message.of("malformed", Instant.EPOCH, "bench", ExamplePayloads.of(topic));
    String json = new String(Json.bytes(valid.data()), StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        topic.name(""),
        null,
        key,
        malformation.corrupt(json, random),
        MessageCodec.write(valid, "").headers());
  }
}
