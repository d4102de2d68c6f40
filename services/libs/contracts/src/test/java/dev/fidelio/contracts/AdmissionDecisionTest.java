package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionDecisionTest {

  private static final AdmissionDecision ACCEPTED =
      new AdmissionDecision(
          GoldenRecords.SOURCE,
          bytes("{\"experimentId\": \"digits-1\"}"),
          GoldenRecords.EXPERIMENT,
          List.of(
              message(
                  "event-1",
                  new ExperimentAccepted(
                      GoldenRecords.EXPERIMENT, GoldenRecords.DIGEST, GoldenRecords.SOURCE)),
              message(
                  "event-2",
                  new TrainingRequested(GoldenRecords.EXPERIMENT, GoldenRecords.DIGEST))));

  private static final AdmissionDecision REJECTED =
      new AdmissionDecision(
          GoldenRecords.SOURCE,
          bytes("[]"),
          null,
          List.of(
              message(
                  "event-1",
                  new ExperimentRejected(
                      "digits-1",
                      null,
                      List.of(new Violation("", "[]", "a JSON object")),
                      GoldenRecords.SOURCE))));

  @Test
  void aDecisionIsWrittenAsItsGoldenFile() throws IOException {
    assertThat(written(ACCEPTED)).isEqualTo(Json.read(golden("request"), JsonNode.class));
    assertThat(written(REJECTED)).isEqualTo(Json.read(golden("request-rejected"), JsonNode.class));
  }

  @Test
  void theGoldenFilesAreReadBack() throws IOException {
    requireSame(Json.read(golden("request"), AdmissionDecision.class), ACCEPTED);
    requireSame(Json.read(golden("request-rejected"), AdmissionDecision.class), REJECTED);
  }

  private static void requireSame(AdmissionDecision read, AdmissionDecision expected) {
    assertThat(read.source()).isEqualTo(expected.source());
    assertThat(read.sent()).isEqualTo(expected.sent());
    assertThat(read.experiment()).isEqualTo(expected.experiment());
    assertThat(read.isAccepted()).isEqualTo(expected.isAccepted());
    assertThat(read.messages().stream().map(Message::id).toList())
        .isEqualTo(expected.messages().stream().map(Message::id).toList());
    assertThat(read.messages().stream().map(Message::payload).toList())
        .isEqualTo(expected.messages().stream().map(Message::payload).toList());
  }

  @Test
  void aDecisionAsksForTheSameAsOneOfEqualBytesOrOfAnEqualExperiment() {
    AdmissionDecision spacedOut =
        new AdmissionDecision(
            GoldenRecords.SOURCE, bytes("{ }"), GoldenRecords.EXPERIMENT, List.of());
    AdmissionDecision equalBytes =
        new AdmissionDecision(GoldenRecords.SOURCE, bytes("[]"), null, List.of());

    assertThat(ACCEPTED.asksTheSameAs(spacedOut)).isTrue();
    assertThat(REJECTED.asksTheSameAs(equalBytes)).isTrue();
    assertThat(REJECTED.asksTheSameAs(spacedOut)).isFalse();
  }

  @Test
  void onlyARequestForTheDatasetFetchesIt() {
    AdmissionDecision fetching =
        new AdmissionDecision(
            GoldenRecords.SOURCE,
            bytes("{}"),
            GoldenRecords.EXPERIMENT,
            List.of(message("event-1", new DatasetRequested(GoldenRecords.EXPERIMENT))));

    assertThat(fetching.fetchesDataset()).isTrue();
    assertThat(ACCEPTED.fetchesDataset()).isFalse();
  }

  private static Message message(String id, Payload payload) {
    return Message.of(id, GoldenRecords.NOON, "ingestion", payload);
  }

  private static JsonNode written(AdmissionDecision decision) {
    return Json.read(Json.bytes(decision), JsonNode.class);
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream file =
        AdmissionDecisionTest.class.getResourceAsStream("/golden/v1/" + name + ".json")) {
      return file.readAllBytes();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
