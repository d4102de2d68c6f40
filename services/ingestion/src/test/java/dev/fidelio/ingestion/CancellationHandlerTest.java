package dev.fidelio.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.RequestReader;
import dev.fidelio.formats.Digests;
import dev.fidelio.stages.ExperimentCanceller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancellationHandlerTest {

  private static final String DIGEST = Digests.sha256(new byte[] {1});
  private static final CancellationRequested CANCELLATION =
      new CancellationRequested("digits-1", "a better idea");

  @TempDir Path folder;
  private ArtifactStore store;
  private RequestAdmission requestAdmission;
  private CancellationHandler cancellationHandler;
  private ResumptionSource resumptionSource;

  @BeforeEach
  void open() {
    store = ArtifactStore.at(folder.toUri());
    AdmissionDecisions admissionDecisions = new AdmissionDecisions(store);
    resumptionSource = new ResumptionSource(admissionDecisions, store);
    requestAdmission =
        new RequestAdmission(
            admissionDecisions,
            new RequestReader(
                Set.of("mnist", "far"), Set.of("inception-mnist"), resumptionSource::resumable),
            asked -> asked.dataset().equals("mnist") ? Optional.of(DIGEST) : Optional.empty(),
            RequestAdmissionTest::messages);
    cancellationHandler =
        new CancellationHandler(
            admissionDecisions, new ExperimentCanceller(store, RequestAdmissionTest::messages));
  }

  @Test
  void aQueuedExperimentEndsAtItsTraining() {
    request("mnist", 0);

    List<Message> announced = cancellationHandler.cancel(CANCELLATION);

    assertThat(fact(announced)).isEqualTo(cancelledAt("training"));
    assertThat(outcome("training").map(CommitPoint::status)).contains(Status.CANCELLED);
  }

  @Test
  void anExperimentThatWaitsForItsDataSetEndsThere() {
    request("far", 0);

    assertThat(fact(cancellationHandler.cancel(CANCELLATION))).isEqualTo(cancelledAt("dataset"));
  }

  @Test
  void anExperimentEndsAtTheFirstStageThatIsNotDone() {
    request("mnist", 0);
    commit("training", Status.DONE);

    assertThat(fact(cancellationHandler.cancel(CANCELLATION)))
        .isEqualTo(cancelledAt("sampling/default"));
  }

  @Test
  void cancellingTwiceAnnouncesTheSameEventAgain() {
    request("mnist", 0);

    List<Message> first = cancellationHandler.cancel(CANCELLATION);
    List<Message> second =
        cancellationHandler.cancel(new CancellationRequested("digits-1", "once more"));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void aCancellationAfterTheEndIsVoid() {
    request("mnist", 0);
    commit("training", Status.DONE);
    commit("sampling/default", Status.DONE);
    commit("evaluation/default", Status.DONE);

    assertThat(cancellationHandler.cancel(CANCELLATION)).isEmpty();
  }

  @Test
  void aCancellationOfAFailedExperimentLeavesItFailed() {
    request("mnist", 0);
    commit("training", Status.FAILED);

    cancellationHandler.cancel(CANCELLATION);

    assertThat(outcome("training").map(CommitPoint::status)).contains(Status.FAILED);
    assertThat(outcome("sampling/default")).isEmpty();
  }

  @Test
  void aCancellationBeforeTheRequestHoldsWhenThatComes() {
    cancellationHandler.cancel(CANCELLATION);

    List<Message> accepted = request("mnist", 0);

    assertThat(accepted.get(0).payload().orElseThrow()).isInstanceOf(ExperimentAccepted.class);
    assertThat(outcome("training").map(CommitPoint::status)).contains(Status.CANCELLED);
  }

  @Test
  void aRejectedRequestCannotBeCancelled() {
    request("unknown", 0);

    assertThat(cancellationHandler.cancel(CANCELLATION)).isEmpty();
    assertThat(outcome("training")).isEmpty();
  }

  @Test
  void whatWasCancelledCanBeResumedOnItsOwnDataSet() {
    request("mnist", 0);
    assertThat(resumptionSource.resumable("digits-1")).isEmpty();

    cancellationHandler.cancel(CANCELLATION);

    assertThat(resumptionSource.resumable("digits-1").orElseThrow().experimentId())
        .isEqualTo("digits-1");
    assertThat(resumptionSource.datasetDigest("digits-1")).contains(DIGEST);
  }

  private List<Message> request(String dataset, long offset) {
    String json =
        "{\"experimentId\": \"digits-1\", \"model\": \"m\", \"dataset\": \"" + dataset + "\"}";
    return requestAdmission.decide(
        requestAdmission.read(
            json.getBytes(StandardCharsets.UTF_8), RequestAdmissionTest.record(offset)));
  }

  private void commit(String stage, Status status) {
    new CommitPoints(store).commit(name(stage), new CommitPoint(status, 1, List.of(), List.of()));
  }

  private Optional<CommitPoint> outcome(String stage) {
    return new CommitPoints(store).find(name(stage));
  }

  private static String name(String stage) {
    return "experiments/digits-1/" + stage + "/outcome.json";
  }

  private static ExperimentCancelled cancelledAt(String stage) {
    return new ExperimentCancelled("digits-1", stage, "a better idea");
  }

  private static Payload fact(List<Message> messages) {
    assertThat(messages).hasSize(1);
    return messages.get(0).payload().orElseThrow();
  }
}
