package dev.fidelio.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.RemovedFiles;
import dev.fidelio.artifacts.RemovedFiles.Removal;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.WorkStoppedException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageLoopIT extends StageFixture {

  @Test
  void finishedWorkIsCommittedNamedAndAnnounced() {
    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(outcome().status()).isEqualTo(Status.DONE);
    assertThat(store.read("experiments/digits-1/model")).contains(bytes("model of attempt 1"));
    assertThat(facts()).isEqualTo(outcome().messages());
  }

  @Test
  void aRedeliveryWorksNothingAndAnnouncesTheSameAgain() {
    loop(this::train).work(REQUEST, new StopSignal());
    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1);
    assertThat(facts()).containsExactly(outcome().messages().get(0), outcome().messages().get(0));
  }

  @Test
  void aRedeliveryAfterTheFilesWereDeletedWorksNothingEither() {
    loop(this::train).work(REQUEST, new StopSignal());
    StagedFile model = outcome().files().get(0);
    Removal removal = new Removal(Instant.EPOCH, "no longer needed");

    new RemovedFiles(store).remove(model.to(), List.of(model.from()), removal);
    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1);
    assertThat(facts()).containsExactly(outcome().messages().get(0), outcome().messages().get(0));
    assertThat(store.has(model.to())).isFalse();
  }

  @Test
  void theSlowerOfTwoAttemptsAnnouncesWhatTheFasterOneCommitted() {
    StageLoop<TrainingRequested> faster = loop(this::train);
    StageLoop<TrainingRequested> slower =
        loop(
            (request, attempt) -> {
              List<Payload> payloads = train(request, attempt);
              faster.work(REQUEST, new StopSignal());
              return payloads;
            });

    slower.work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1, 2);
    assertThat(outcome().attempt()).isEqualTo(2);
    assertThat(store.read("experiments/digits-1/model")).contains(bytes("model of attempt 2"));
    assertThat(facts()).extracting(Message::id).containsOnly(outcome().messages().get(0).id());
  }

  @Test
  void workThatIsStoppedIsReleasedAndTheNextAttemptDoesIt() {
    StageLoop<TrainingRequested> stopped =
        loop(
            (request, attempt) -> {
              attempts.add(attempt.number());
              throw new WorkStoppedException();
            });

    assertThatThrownBy(() -> stopped.work(REQUEST, new StopSignal()))
        .isInstanceOf(WorkStoppedException.class);
    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1, 2);
    assertThat(outcome().attempt()).isEqualTo(2);
  }
}
