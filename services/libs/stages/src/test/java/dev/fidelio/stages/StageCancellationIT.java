package dev.fidelio.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.messaging.StopSignal;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageCancellationIT extends StageFixture {

  @Test
  void whatWasCancelledBeforeItBeganIsNeverWorked() {
    cancellations.add(new CancellationRequested("digits-1", "a better idea"));

    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(attempts).isEmpty();
    assertThat(outcome().status()).isEqualTo(Status.CANCELLED);
    assertThat(facts().get(0).payload())
        .contains(new ExperimentCancelled("digits-1", "training", "a better idea"));
  }

  @Test
  void aCancellationStopsTheRunningWorkAndNotTheWorker() {
    StopSignal worker = new StopSignal();
    StageLoop<TrainingRequested> running =
        loop(
            (request, attempt) -> {
              attempts.add(attempt.number());
              cancellations.add(new CancellationRequested("digits-1", null));
              attempt.stop().check();
              return train(request, attempt);
            });

    running.work(REQUEST, worker);

    assertThat(attempts).containsExactly(1);
    assertThat(worker.isStopped()).isFalse();
    assertThat(outcome().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void aCancellationThatIngestionHasCommittedIsAnnouncedAsItStands() {
    CommitPoint committed =
        new ExperimentCanceller(
                store, new Announcements(publisher, "ingestion", Clock.systemUTC())::messages)
            .cancel(new CancellationRequested("digits-1", "first"), List.of("training"))
            .orElseThrow();
    cancellations.add(new CancellationRequested("digits-1", "second"));

    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(facts()).isEqualTo(committed.messages());
  }
}
