package dev.fidelio.bench.malformed;

import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records that nobody can read; which ones follows from the seed. */
final class MalformedRecords {

  private static final String REQUEST =
      "{\"experimentId\":\"malformed\",\"model\":\"malformed\",\"dataset\":\"small\"}";

  private final Random random;

  MalformedRecords(long seed) {
    random = new Random(seed);
  }

  /**
   * One more for that topic, with the headers of a good one. Its key is its own, so that compaction
   * leaves it alone.
   */
  ProducerRecord<byte[], byte[]> next(Topic topic) {
    Malformation malformation = Malformation.values()[random.nextInt(Malformation.values().length)];
    byte[] key = Long.toHexString(random.nextLong()).getBytes(StandardCharsets.UTF_8);
    if (topic == Topic.EXPERIMENT_REQUESTED) {
      return new ProducerRecord<>(topic.name(""), key, malformation.spoil(REQUEST, random));
    }
    Message good = Message.of("malformed", Instant.EPOCH, "bench", ExamplePayloads.of(topic));
    String json = new String(Json.bytes(good.data()), StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        topic.name(""),
        null,
        key,
        malformation.spoil(json, random),
        MessageCodec.write(good, "").headers());
  }
}
