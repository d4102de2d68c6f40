package dev.fidelio.bench.malformed;

import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Topic;
import dev.fidelio.formats.Digests;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Tracks what was sent to each topic and where each record ended up. */
final class RecordAccounts {

  private final KafkaSettings kafka;

  /** For each digest of a value: how often it was sent, less how often it was dead-lettered. */
  private final Map<Topic, Map<String, Integer>> open = new EnumMap<>(Topic.class);

  private final Map<Topic, TopicReader> readers = new EnumMap<>(Topic.class);
  private final Set<String> rejected = new HashSet<>();
  private int requests;

  RecordAccounts(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Counts a malformed record sent to a topic. */
  void sent(Topic topic, byte[] value) {
    if (topic == Topic.EXPERIMENT_REQUESTED) {
      requests++;
    } else {
      open.computeIfAbsent(topic, any -> new TreeMap<>())
          .merge(Digests.sha256(value), 1, Integer::sum);
    }
  }

  /** What is not accounted for yet, or more than once; empty if everything is accounted for. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    reader(Topic.EXPERIMENT_REQUESTED, Topic.EXPERIMENT_EVENT.name("")).readAll(this::receive);
    if (rejected.size() != requests) {
      missing.add("%d of %d requests are rejected".formatted(rejected.size(), requests));
    }
    open.forEach(
        (topic, counts) -> {
          reader(topic, topic.deadLetterName(""))
              .readAll(letter -> counts.merge(Digests.sha256(letter.value()), -1, Integer::sum));
          long lacking = counts.values().stream().filter(count -> count > 0).count();
          long tooMany = counts.values().stream().filter(count -> count < 0).count();
          if (lacking + tooMany > 0) {
            missing.add(
                "%s lacks %d and has %d too many"
                    .formatted(topic.deadLetterName(""), lacking, tooMany));
          }
        });
    return missing;
  }

  private void receive(ConsumerRecord<byte[], byte[]> record) {
    Header type = record.headers().lastHeader("ce_type");
    Header id = record.headers().lastHeader("ce_id");
    if (text(type).equals("experiment-rejected")
        && Json.read(record.value(), ExperimentRejected.class).source() != null) {
      rejected.add(text(id));
    }
  }

  private TopicReader reader(Topic topic, String name) {
    return readers.computeIfAbsent(topic, any -> new TopicReader(kafka.common(), name));
  }

  private static String text(Header header) {
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
