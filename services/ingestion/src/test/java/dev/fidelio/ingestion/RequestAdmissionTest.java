package dev.fidelio.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.RequestReader;
import dev.fidelio.contracts.Violation;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestAdmissionTest {

  private static final String DIGEST = Digests.sha256(new byte[] {1});
  private static final String WITH_ID = "{\"experimentId\": \"digits-1\", \"model\": \"m\"}";

  @TempDir Path folder;
  private RequestAdmission requestAdmission;

  @BeforeEach
  void open() {
    ArtifactStore store = ArtifactStore.at(folder.toUri());
    AdmissionDecisions admissionDecisions = new AdmissionDecisions(store);
    requestAdmission =
        new RequestAdmission(
            admissionDecisions,
            new RequestReader(
                Set.of("mnist", "fashion"),
                Set.of("inception-mnist"),
                new ResumptionSource(admissionDecisions, store)::resumable),
            asked -> asked.dataset().equals("mnist") ? Optional.of(DIGEST) : Optional.empty(),
            RequestAdmissionTest::messages);
  }

  @Test
  void aGoodRequestIsAcceptedAndItsTrainingRequested() {
    List<Message> announced = decide("{\"model\": \"m\"}", 0);

    assertThat(announced)
        .extracting(Message::type)
        .containsExactly("experiment-accepted", "training-requested");
    assertThat(announced).extracting(Message::key).containsOnly(Ids.ofRecord(record(0)));
  }

  @Test
  void anExperimentWhoseDatasetIsNotInTheStoreWaitsForIt() {
    assertThat(decide("{\"model\": \"m\", \"dataset\": \"fashion\"}", 0))
        .extracting(Message::type)
        .containsExactly("experiment-accepted", "dataset-requested");
  }

  @Test
  void theSameRecordAgainIsAnnouncedAgainToTheLetter() {
    List<Message> first = decide(WITH_ID, 0);

    assertThat(decide(WITH_ID, 0)).isEqualTo(first);
  }

  @Test
  void anotherRecordOfEqualContentChangesNothing() {
    decide(WITH_ID, 0);

    assertThat(decide(WITH_ID, 1)).isEmpty();
    assertThat(decide("{\"model\":\"m\",\"dataset\":\"mnist\",\"experimentId\":\"digits-1\"}", 2))
        .isEmpty();
  }

  @Test
  void anotherRecordOfOtherContentIsRejectedUnderItsOwnIdAndNamesTheOther() {
    decide(WITH_ID, 0);

    List<Message> announced = decide("{\"experimentId\": \"digits-1\", \"model\": \"n\"}", 1);

    ExperimentRejected rejected = (ExperimentRejected) only(announced);
    assertThat(rejected.experimentId()).isEqualTo(Ids.ofRecord(record(1)));
    assertThat(rejected.wantedId()).isEqualTo("digits-1");
    assertThat(rejected.violations()).extracting(Violation::field).containsExactly("experimentId");
  }

  @Test
  void aBadRequestIsRejectedWithEveryViolation() {
    ExperimentRejected rejected =
        (ExperimentRejected) only(decide("{\"dataset\": \"cifar\", \"epochs\": 3}", 0));

    assertThat(rejected.experimentId()).isEqualTo(Ids.ofRecord(record(0)));
    assertThat(rejected.violations())
        .extracting(Violation::field)
        .containsExactly("model", "dataset", "epochs");
  }

  @Test
  void theSameBytesWithoutAnIdAreTwoExperiments() {
    decide("{\"model\": \"m\"}", 0);

    List<Message> second = decide("{\"model\": \"m\"}", 1);

    ExperimentAccepted accepted = (ExperimentAccepted) second.get(0).payload().orElseThrow();
    assertThat(accepted.experimentId()).isEqualTo(Ids.ofRecord(record(1)));
  }

  private List<Message> decide(String request, long offset) {
    return requestAdmission.decide(
        requestAdmission.read(request.getBytes(StandardCharsets.UTF_8), record(offset)));
  }

  private static Payload only(List<Message> messages) {
    assertThat(messages).hasSize(1);
    return messages.get(0).payload().orElseThrow();
  }

  static Coordinates record(long offset) {
    return new Coordinates("experiment-requested", 0, offset, Instant.EPOCH);
  }

  static List<Message> messages(List<Payload> payloads) {
    return payloads.stream()
        .map(
            payload ->
                Message.of(UUID.randomUUID().toString(), Instant.EPOCH, "ingestion", payload))
        .toList();
  }
}
