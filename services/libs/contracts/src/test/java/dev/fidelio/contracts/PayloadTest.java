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

  @Test
  void everyPayloadHasAnExample() {
    List<String> examples = Examples.all().stream().map(Payload::type).toList();

    assertThat(examples).containsExactlyInAnyOrderElementsOf(Payload.types().keySet());
  }

  @TestFactory
  Stream<DynamicTest> everyPayloadIsWrittenAsItsGoldenFile() {
    return Examples.all().stream()
        .map(
            payload ->
                DynamicTest.dynamicTest(
                    payload.type(),
                    () ->
                        assertThat(Json.mapper().readTree(Json.bytes(payload)))
                            .isEqualTo(golden(payload.type()))));
  }

  @TestFactory
  Stream<DynamicTest> everyGoldenFileIsReadBack() {
    return Examples.all().stream()
        .map(
            payload ->
                DynamicTest.dynamicTest(
                    payload.type(),
                    () ->
                        assertThat(message(payload.type(), golden(payload.type())).payload())
                            .contains(payload)));
  }

  @Test
  void aScoreOfTheFirstVersionIsReadAndWrittenAsItWas() throws IOException {
    ModelEvaluated former =
        new ModelEvaluated("digits-1", 1, "default", List.of(Examples.score(null, null, null)));
    JsonNode golden = golden("v1", "model-evaluated");

    assertThat(message("model-evaluated", golden).payload()).contains(former);
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
    return new Message(
        Topic.EXPERIMENT_EVENT, "digits-1", "event-1", type, "trainer", Examples.NOON, data);
  }

  /** The golden file of the newest version that changed the payload. */
  private static JsonNode golden(String type) throws IOException {
    boolean changed = PayloadTest.class.getResource("/golden/v2/" + type + ".json") != null;
    return golden(changed ? "v2" : "v1", type);
  }

  private static JsonNode golden(String version, String type) throws IOException {
    String name = "/golden/" + version + "/" + type + ".json";
    try (InputStream file = PayloadTest.class.getResourceAsStream(name)) {
      assertThat(file).as("golden file of " + type).isNotNull();
      return Json.mapper().readTree(file);
    }
  }
}
