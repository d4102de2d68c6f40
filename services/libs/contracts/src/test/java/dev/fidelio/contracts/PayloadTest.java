package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PayloadTest {

  private static final List<String> VERSIONS = List.of("v3", "v2", "v1");

  @Test
  void everyPayloadHasAnExample() {
    List<String> examples = GoldenRecords.all().stream().map(Payload::type).toList();

    assertThat(examples).containsExactlyInAnyOrderElementsOf(Payload.types().keySet());
  }

  @TestFactory
  Stream<DynamicTest> everyPayloadIsWrittenAsItsGoldenFile() {
    return GoldenRecords.all().stream()
        .map(
            payload ->
                DynamicTest.dynamicTest(
                    payload.type(),
                    () ->
                        assertThat(Json.mapper().readTree(Json.bytes(payload)))
                            .isEqualTo(golden(payload.type()))));
  }

  @TestFactory
  Stream<DynamicTest> theGoldenFileOfEveryVersionIsReadBack() {
    return GoldenRecords.all().stream()
        .flatMap(payload -> versions(payload.type()).map(version -> readBack(payload, version)));
  }

  private static DynamicTest readBack(Payload payload, String version) {
    return DynamicTest.dynamicTest(
        payload.type() + " of " + version,
        () ->
            assertThat(message(payload, golden(payload.type(), version)).payload())
                .contains(GoldenRecords.asSaidIn(version, payload)));
  }

  @Test
  void aScoreOfTheFirstVersionIsWrittenAsItWas() throws IOException {
    Payload former = GoldenRecords.FORMER_SCORE;
    JsonNode golden = golden("model-evaluated", "v1");

    assertThat(Json.mapper().readTree(Json.bytes(former))).isEqualTo(golden);
  }

  @Test
  void aFactOfALaterVersionWithMoreFieldsIsRead() throws IOException {
    ObjectNode later = (ObjectNode) golden("experiment-failed");
    later.put("advice", "use a smaller learning rate").putObject("more").put("deep", 1);

    assertThat(message("experiment-failed", later).payload())
        .contains(new ExperimentFailed("digits-1", "training", 1, "the loss is not finite"));
  }

  @Test
  void aFactOfATypeOfALaterVersionIsEmpty() {
    assertThat(message("experiment-praised", Json.mapper().createObjectNode()).payload()).isEmpty();
  }

  @Test
  void aFactThatLacksWhatItNeedsIsUnreadable() {
    Message message = message("experiment-failed", Json.mapper().createObjectNode());

    assertThatThrownBy(message::payload).isInstanceOf(UnreadableException.class);
  }

  private static Message message(String type, JsonNode data) {
    return MessageBuilder.builder()
        .topic(Topic.EXPERIMENT_EVENT)
        .key("digits-1")
        .id("event-1")
        .type(type)
        .source("trainer")
        .time(GoldenRecords.NOON)
        .data(data)
        .build();
  }

  /** The message that says {@code payload}, in the form of another version. */
  private static Message message(Payload payload, JsonNode data) {
    return MessageBuilder.builder()
        .topic(payload.topic())
        .key(payload.key())
        .id("event-1")
        .type(payload.type())
        .source("trainer")
        .time(GoldenRecords.NOON)
        .data(data)
        .build();
  }

  /** The newest form. */
  private static JsonNode golden(String type) throws IOException {
    return golden(type, versions(type).findFirst().orElseThrow());
  }

  /** The versions in which a type's form changed, the newest first. */
  private static Stream<String> versions(String type) {
    return VERSIONS.stream()
        .filter(version -> PayloadTest.class.getResource(file(type, version)) != null);
  }

  private static JsonNode golden(String type, String version) throws IOException {
    try (InputStream file = PayloadTest.class.getResourceAsStream(file(type, version))) {
      return Json.mapper().readTree(file);
    }
  }

  private static String file(String type, String version) {
    return "/golden/" + version + "/" + type + ".json";
  }
}
