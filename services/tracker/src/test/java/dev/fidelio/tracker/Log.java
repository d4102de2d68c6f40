package dev.fidelio.tracker;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MessageBuilder;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ConsumerLag;
import dev.fidelio.testing.TopicReader;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The two topics of history as a test writes and reads them. */
@Dependent
final class Log {

  private static final String TRACKER = "tracker";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final KafkaSettings kafka;
  private final Publisher publisher;

  Log(KafkaSettings kafka, Publisher publisher) {
    this.kafka = kafka;
    this.publisher = publisher;
  }

  void tell(Message... messages) {
    publisher.publish(List.of(messages));
  }

  void tell(List<Message> messages) {
    publisher.publish(messages);
  }

  /** Publishes a message with another text in its JSON. */
  void tellForged(Message message, String text, String other) {
    String json = new String(Json.bytes(message.data()), StandardCharsets.UTF_8);
    JsonNode data =
        Json.read(json.replace(text, other).getBytes(StandardCharsets.UTF_8), JsonNode.class);
    tell(
        MessageBuilder.builder()
            .topic(message.topic())
            .key(message.key())
            .id(message.id())
            .type(message.type())
            .source(message.source())
            .time(message.time())
            .data(data)
            .build());
  }

  /** Why facts of an experiment are among the dead letters. */
  List<String> deadLetterCauses(String experimentId) {
    String letters = Topic.EXPERIMENT_EVENT.deadLetterName(kafka.prefix());
    return TopicReader.all(kafka.common(), letters).stream()
        .filter(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals(experimentId))
        .map(letter -> letter.headers().lastHeader(MessageCodec.CAUSE).value())
        .map(cause -> new String(cause, StandardCharsets.UTF_8))
        .toList();
  }

  /** Waits until the tracker has processed everything on the log. */
  void awaitRead() {
    awaitRead(TRACKER);
  }

  /** Waits until a consumer group has processed everything on the log. */
  void awaitRead(String group) {
    await().atMost(LIMIT).until(() -> lag(group) == 0);
  }

  /** Every message on the topic of experiments. */
  List<Message> experimentEvents() {
    return messages(Topic.EXPERIMENT_EVENT);
  }

  /** Every message on the topic of models about that one. */
  List<Message> modelEvents(String model) {
    return messages(Topic.MODEL_EVENT).stream()
        .filter(message -> message.key().equals(model))
        .toList();
  }

  private List<Message> messages(Topic topic) {
    return TopicReader.all(kafka.common(), topic.name(kafka.prefix())).stream()
        .map(record -> MessageCodec.read(record, kafka.prefix()))
        .toList();
  }

  private long lag(String group) throws IOException {
    return ConsumerLag.records(
        kafka.common(),
        kafka.group(group),
        Set.of(
            Topic.EXPERIMENT_EVENT.name(kafka.prefix()), Topic.MODEL_EVENT.name(kafka.prefix())));
  }
}
