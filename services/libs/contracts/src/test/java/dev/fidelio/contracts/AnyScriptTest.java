package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one part accepts, every other part reads. The random texts follow from the seed. */
class AnyScriptTest {

  private static final int REQUESTS = 2_000;

  /** Escapes everything beyond ASCII, as the JSON libraries of Python and PHP do. */
  private static final ObjectWriter ESCAPING =
      new ObjectMapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  /**
   * Latin, combining marks, Hebrew, Arabic, Devanagari, CJK, Hangul, private use, emoji, and so on.
   */
  private static final int[][] RANGES = {
    {0x01, 0x7F},
    {0x80, 0x24F},
    {0x300, 0x36F},
    {0x5D0, 0x6FF},
    {0x904, 0x939},
    {0x2000, 0x206F},
    {0x4E00, 0x9FFF},
    {0xAC00, 0xD7A3},
    {0xE000, 0xFFFD},
    {0x10000, 0x1F9FF},
    {0x20000, 0x2FA1D},
    {0xE0000, 0x10FFFF}
  };

  @Test
  void everyAcceptedRequestIsReadBackWhoeverEscapesWhat() throws JsonProcessingException {
    Random random = new Random(1);
    for (int i = 0; i < REQUESTS; i++) {
      Map<String, String> tags = tags(random);
      ObjectNode request = Json.mapper().createObjectNode().put("model", "mnist-cvae");
      request.set("tags", Json.mapper().valueToTree(tags));
      byte[] sent =
          random.nextBoolean() ? Json.bytes(request) : ESCAPING.writeValueAsBytes(request);

      RequestReader.ParseResult result = Requests.READER.read(sent, "made-up");

      assertThat(result.violations()).isEmpty();
      assertThat(result.experiment().tags()).isEqualTo(tags);
      assertIsReadBack(new ExperimentAccepted(result.experiment(), null, GoldenRecords.SOURCE));
      assertIsReadBack(new TrainingRequested(result.experiment(), GoldenRecords.DIGEST));
      assertIsReadBack(new CancellationRequested("made-up", text(random, 0, 500)));
      AdmissionDecision decision =
          new AdmissionDecision(GoldenRecords.SOURCE, sent, result.experiment(), List.of());
      AdmissionDecision stored = Json.read(Json.bytes(decision), AdmissionDecision.class);
      assertThat(stored.asksTheSameAs(decision)).isTrue();
      assertThat(stored.experiment()).isEqualTo(result.experiment());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"😀", "𝒳", "𠜎", "a😀b", "👩‍👩‍👧", "\u202eabc", "e\u0301", "\u2028", "\"\\\n"})
  void aRejectedFieldOfAnyNameIsReadBack(String name) throws JsonProcessingException {
    byte[] sent = ESCAPING.writeValueAsBytes(Map.of("model", "mnist-cvae", name, 1));

    List<Violation> violations = Requests.READER.read(sent, "made-up").violations();

    assertThat(violations).extracting(Violation::field).containsExactly(name);
    assertIsReadBack(new ExperimentRejected("made-up", null, violations, GoldenRecords.SOURCE));
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheText() {
    byte[] sent = "\ufeff{\"model\": \"mnist-cvae\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(Requests.READER.read(sent, "made-up").violations()).isEmpty();
    assertThat(Json.readSent(sent))
        .isEqualTo(Json.mapper().createObjectNode().put("model", "mnist-cvae"));
  }

  /** As this version writes it, and as one that escapes everything would. */
  private static void assertIsReadBack(Payload payload) throws JsonProcessingException {
    for (byte[] json : List.of(Json.bytes(payload), ESCAPING.writeValueAsBytes(tree(payload)))) {
      assertThat(Json.read(Json.readSent(json), payload.getClass())).isEqualTo(payload);
      assertThat((Payload) Json.read(json, payload.getClass())).isEqualTo(payload);
    }
  }

  private static Object tree(Payload payload) {
    return Json.mapper().valueToTree(payload);
  }

  private static Map<String, String> tags(Random random) {
    Map<String, String> tags = new LinkedHashMap<>();
    IntStream.range(0, random.nextInt(6))
        .forEach(each -> tags.put(text(random, 1, 250), text(random, 0, 250)));
    return tags;
  }

  private static String text(Random random, int least, int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(least, random.nextBoolean() ? 4 : most + 1);
    while (text.length() < length) {
      int[] range = RANGES[random.nextInt(RANGES.length)];
      text.appendCodePoint(random.nextInt(range[0], range[1] + 1));
    }
    Normalizer.Form form = Normalizer.Form.values()[random.nextInt(2)];
    String normal = random.nextBoolean() ? text.toString() : Normalizer.normalize(text, form);
    return normal.length() > most ? text.substring(0, text.offsetByCodePoints(0, 1)) : normal;
  }
}
