package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every field of every record, each with values that a forged or broken record may hold. */
class ConstraintsTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String LONG = "x".repeat(1_000_000);

  /** Texts that people read: cut where they are long, and otherwise held as they are. */
  private static final Set<String> FOR_PEOPLE =
      Set.of("reason", "by", "origin", "warnings", "field", "value", "allowed");

  /** Names that are shown and compared, but never part of a path. */
  private static final Set<String> SHOWN =
      Set.of(
          "dataset",
          "name",
          "metric",
          "extractor",
          "profile",
          "split",
          "optimizer",
          "schedule",
          "topic",
          "runId",
          "foundInMlflow");

  private static final Set<String> MAY_BE_NEGATIVE =
      Set.of("value", "uncertainty", "floor", "noise", "loss", "imagesPerSecond");

  private static final Map<String, JsonNode> HOSTILE_TEXTS =
      Map.of(
          "empty", JSON.textNode(""),
          "traversal", JSON.textNode("../digits-9/checkpoints/epoch-0001.safetensors"),
          "traversal within", JSON.textNode("samples/../../digits-9"),
          "60,000 segments", JSON.textNode("a/".repeat(60_000) + "a"),
          "10^6 characters", JSON.textNode(LONG),
          "control characters", JSON.textNode("digits\u001b[2J\n"),
          "half of a surrogate pair", JSON.textNode("digits\ud83d"),
          "NUL", JSON.textNode("digits\0"),
          "a number", JSON.numberNode(7));

  private static final Map<String, JsonNode> HOSTILE_NUMBERS =
      Map.of(
          "negative", JSON.numberNode(-1),
          "NaN", JSON.textNode("NaN"),
          "infinity", JSON.textNode("-Infinity"),
          "too large", JSON.numberNode(new BigInteger("9".repeat(400))),
          "a text", JSON.textNode("many"));

  @TestFactory
  Stream<DynamicTest> everyFieldOfEveryRecordRefusesWhatItCannotHold() {
    return GoldenRecords.all().stream()
        .flatMap(payload -> leaves(tree(payload)).stream().flatMap(leaf -> tests(payload, leaf)));
  }

  @Test
  void aTimeThatNoDatabaseHoldsIsRefused() {
    AliasMended example = new AliasMended("mnist-cvae", "champion", GoldenRecords.NOON);
    ObjectNode data = tree(example);

    data.put("driftedAt", "+1000000000-12-31T23:59:59Z");

    assertThatThrownBy(() -> read(example, data)).isInstanceOf(UnreadableException.class);
  }

  @Test
  void aRecordWithoutATimestampIsNotRefused() {
    Coordinates source = new Coordinates("experiment-requested", 0, 0, Instant.ofEpochMilli(-1));

    assertThat(Json.read(Json.bytes(source), Coordinates.class)).isEqualTo(source);
  }

  @Test
  void aFactUnderTheKeyOfAnotherExperimentIsRefused() {
    Message message = message(new ExperimentFailed("digits-1", "training", 1, "none"));
    Message moved =
        MessageBuilder.builder()
            .topic(message.topic())
            .key("digits-2")
            .id(message.id())
            .type(message.type())
            .source(message.source())
            .time(message.time())
            .data(message.data())
            .build();

    assertThatThrownBy(moved::payload)
        .isInstanceOf(UnreadableException.class)
        .hasMessage("the key is digits-2, but the record is about digits-1");
  }

  @Test
  void aFactAboutAModelDoesNotCountAmongThoseAboutExperiments() {
    Message message = message(new AliasMended("mnist-cvae", "champion", GoldenRecords.NOON));
    Message moved =
        MessageBuilder.builder()
            .topic(Topic.EXPERIMENT_EVENT)
            .key(message.key())
            .id(message.id())
            .type(message.type())
            .source(message.source())
            .time(message.time())
            .data(message.data())
            .build();

    assertThatThrownBy(moved::payload).isInstanceOf(UnreadableException.class);
  }

  @Test
  void anEventIdThatNoIndexHoldsIsRefused() {
    ExperimentFailed fact = new ExperimentFailed("digits-1", "training", 1, "none");

    assertThatThrownBy(() -> Message.of(LONG, GoldenRecords.NOON, "trainer", fact))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReasonThatNoDatabaseHoldsIsMadeReadable() {
    ExperimentFailed fact =
        new ExperimentFailed("digits-1", "training", 1, "half \ud83d, NUL \0, " + LONG);

    assertThat(message(fact).payload()).contains(fact);
    assertThat(fact.reason()).startsWith("half \ufffd, NUL \ufffd, xxx").endsWith("x…");
    assertThat(fact.reason()).hasSize(Texts.MAX);
  }

  private static Stream<DynamicTest> tests(Payload payload, JsonPointer leaf) {
    return hostile(tree(payload), leaf).entrySet().stream()
        .map(
            each -> {
              ObjectNode forged = with(tree(payload), leaf, each.getValue());
              return DynamicTest.dynamicTest(
                  payload.type() + leaf + ": " + each.getKey(),
                  () ->
                      assertThatThrownBy(() -> read(payload, forged))
                          .isInstanceOf(UnreadableException.class));
            });
  }

  /** What a field must refuse. */
  private static Map<String, JsonNode> hostile(ObjectNode record, JsonPointer leaf) {
    JsonNode value = record.at(leaf);
    List<String> path = List.of(leaf.toString().split("/"));
    if (value.isNumber()) {
      boolean isSigned = path.stream().anyMatch(MAY_BE_NEGATIVE::contains);
      return isSigned ? without(HOSTILE_NUMBERS, "negative") : HOSTILE_NUMBERS;
    }
    if (value.isBoolean()) {
      return Map.of("a text", JSON.textNode("perhaps"));
    }
    if (path.stream().anyMatch(FOR_PEOPLE::contains)) {
      return only(HOSTILE_TEXTS, "half of a surrogate pair", "NUL", "a number");
    }
    if (path.contains("tags") || path.contains("environment")) {
      return without(HOSTILE_TEXTS, "empty", "traversal", "traversal within", "control characters");
    }
    if (value.textValue().endsWith("Z")) {
      // A number is a time as well.
      return without(HOSTILE_TEXTS, "a number");
    }
    boolean isFile = record.at(leaf.head()).has("size");
    return !isFile && path.stream().anyMatch(SHOWN::contains)
        ? without(HOSTILE_TEXTS, "traversal", "traversal within")
        : HOSTILE_TEXTS;
  }

  private static Map<String, JsonNode> only(Map<String, JsonNode> values, String... names) {
    Map<String, JsonNode> left = new HashMap<>(values);
    left.keySet().retainAll(Set.of(names));
    return left;
  }

  private static Map<String, JsonNode> without(Map<String, JsonNode> values, String... names) {
    Map<String, JsonNode> left = new HashMap<>(values);
    left.keySet().removeAll(Set.of(names));
    return left;
  }

  /** Every value in a record that is neither an object nor a list. */
  private static List<JsonPointer> leaves(JsonNode record) {
    List<JsonPointer> leaves = new ArrayList<>();
    collect(record, JsonPointer.empty(), leaves);
    return leaves;
  }

  private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> leaves) {
    if (node.isValueNode()) {
      leaves.add(at);
    }
    node.properties()
        .forEach(field -> collect(field.getValue(), at.appendProperty(field.getKey()), leaves));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), at.appendIndex(i), leaves);
    }
  }

  private static ObjectNode with(ObjectNode record, JsonPointer leaf, JsonNode value) {
    JsonNode parent = record.at(leaf.head());
    if (parent instanceof ArrayNode array) {
      array.set(leaf.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) parent).set(leaf.last().getMatchingProperty(), value);
    }
    return record;
  }

  private static ObjectNode tree(Payload payload) {
    return Json.mapper().valueToTree(payload);
  }

  private static Message message(Payload payload) {
    return Message.of("event-1", GoldenRecords.NOON, "trainer", payload);
  }

  /** The data as a part of Fidelio receives it, under the key that it names. */
  private static Payload read(Payload payload, ObjectNode data) {
    JsonNode received = Json.readSent(Json.bytes(data));
    return Json.read(received, payload.getClass());
  }
}
