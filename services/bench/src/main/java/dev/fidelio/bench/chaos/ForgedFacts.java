package dev.fidelio.bench.chaos;

import dev.fidelio.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts facts on the log that no worker has published, and that nothing may follow from. */
final class ForgedFacts {

  /** Begins the id of every forged event. */
  static final String ID = "forged-";

  private static final String DIGEST = "0".repeat(64);
  private static final String TRAINED =
      """
      {"experimentId": "%s", "attempt": 1, "model": "chaos", "datasetDigest": "%s",
       "checkpoint": {"name": "%s", "digest": "%s", "size": 1}, "artifacts": []}""";

  private final String topic;
  private final List<String> sent = new ArrayList<>();

  ForgedFacts(String prefix) {
    this.topic = Topic.EXPERIMENT_EVENT.name(prefix);
  }

  /** The ids of the events that were sent. */
  List<String> sent() {
    return List.copyOf(sent);
  }

  /** Forged facts about an experiment, each wrong in another way. */
  List<ProducerRecord<byte[], byte[]>> about(String experiment) {
    String checkpoint = "checkpoints/epoch-0001.safetensors";
    return List.of(
        record(experiment, "model-trained", "no JSON"),
        record(experiment, "model-trained", trained("another-experiment", checkpoint)),
        record(experiment, "model-trained", trained(experiment, "../" + checkpoint)),
        record(experiment, "model-trained", trained(experiment, "a/".repeat(60_000) + "a")),
        record(experiment, "model-evaluated", "{\"experimentId\": \"" + experiment + "\"}"),
        record(experiment, "epoch-completed", "{\"experimentId\": 7}"));
  }

  private static String trained(String experiment, String checkpoint) {
    return TRAINED.formatted(experiment, DIGEST, checkpoint, DIGEST);
  }

  private ProducerRecord<byte[], byte[]> record(String key, String type, String value) {
    String id = ID + sent.size();
    sent.add(id);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(key), bytes(value));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", id,
            "ce_type", type,
            "ce_source", "forger",
            "ce_time", "2026-01-02T12:00:00Z",
            "content-type", "application/json")
        .forEach((name, text) -> record.headers().add(name, bytes(text)));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
