package dev.fidelio.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Checks the topics: each fact has one event id, and repeated records are identical. */
final class LogCheck {

  /** The field that distinguishes two facts of one type about one experiment or model. */
  private static final Map<String, String> DISTINGUISHING_FIELDS =
      Map.of(
          "training-started", "attempt",
          "epoch-completed", "epoch",
          "samples-generated", "evaluation",
          "model-evaluated", "evaluation",
          "run-tracked", "runId",
          "version-registered", "version",
          "alias-moved", "sequence");

  private final KafkaSettings kafka;
  private final Findings findings;

  LogCheck(KafkaSettings kafka, Findings findings) {
    this.kafka = kafka;
    this.findings = findings;
  }

  /** Reads a whole topic of facts; returns their event ids. */
  Set<String> check(Topic topic) {
    Map<String, Message> byId = new HashMap<>();
    Map<String, String> idOfFact = new HashMap<>();
    try (TopicReader reader = new TopicReader(kafka.common(), topic.name(kafka.prefix()))) {
      reader.readAll(
          record -> {
            if (id(record).startsWith(ForgedFacts.ID)) {
              findings.saw("forged facts", 1);
              return;
            }
            Message message = MessageCodec.read(record, kafka.prefix());
            findings.saw("records on " + topic.plainName(), 1);
            Message first = byId.putIfAbsent(message.id(), message);
            if (first != null) {
              findings.saw("of them repeated", 1);
              findings.requireEqual(message, first, "repetition of event " + message.id());
            }
            String fact = fact(message);
            String id = idOfFact.putIfAbsent(fact, message.id());
            if (id != null) {
              findings.requireEqual(message.id(), id, "event id of " + fact);
            }
          });
    }
    findings.saw("facts on " + topic.plainName(), byId.size());
    return new TreeSet<>(byId.keySet());
  }

  /** Checks that there are no dead letters. */
  void checkDeadLetters(List<Topic> topics) {
    for (Topic topic : topics) {
      try (TopicReader reader =
          new TopicReader(kafka.common(), topic.deadLetterName(kafka.prefix()))) {
        findings.requireEqual(reader.count(), 0L, "dead letters of " + topic.plainName());
      }
    }
  }

  /** Checks that each of these events is among the dead letters, and no other record is. */
  void checkSetAside(Topic topic, List<String> forged) {
    Set<String> setAside = new TreeSet<>();
    try (TopicReader reader =
        new TopicReader(kafka.common(), topic.deadLetterName(kafka.prefix()))) {
      reader.readAll(letter -> setAside.add(id(letter)));
    }
    findings.requireEqual(
        setAside, new TreeSet<>(forged), "facts among the dead letters of " + topic.plainName());
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    Header id = record.headers().lastHeader("ce_id");
    return id == null ? "" : new String(id.value(), StandardCharsets.UTF_8);
  }

  private static String fact(Message message) {
    JsonNode field = message.data().path(DISTINGUISHING_FIELDS.getOrDefault(message.type(), ""));
    return "%s of %s %s".formatted(message.type(), message.key(), field.asText());
  }
}
