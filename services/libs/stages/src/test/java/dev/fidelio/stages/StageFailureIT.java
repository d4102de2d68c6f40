package dev.fidelio.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.artifacts.Claims;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.messaging.ExhaustedException;
import dev.fidelio.messaging.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageFailureIT extends StageFixture {

  @Test
  void aPassingFailureIsTriedAgain() {
    loop((request, attempt) -> {
          if (attempt.number() == 1) {
            attempts.add(1);
            throw new IllegalStateException("the disk was full");
          }
          return train(request, attempt);
        })
        .work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1, 2);
    assertThat(outcome().status()).isEqualTo(Status.DONE);
  }

  @Test
  void aPermanentFailureFailsTheExperimentAtOnceWithItsReason() {
    loop((request, attempt) -> {
          attempt.write("model", bytes("half a model"));
          throw new PermanentFailureException("the loss is not finite");
        })
        .work(REQUEST, new StopSignal());

    assertThat(outcome().status()).isEqualTo(Status.FAILED);
    assertThat(store.read("experiments/digits-1/model")).isEmpty();
    assertThat(facts().get(0).payload())
        .contains(new ExperimentFailed("digits-1", "training", 1, "the loss is not finite"));
  }

  @Test
  void aFactTooLargeToBePublishedFailsTheExperimentBeforeItIsCommitted() {
    MetricPoint point = new MetricPoint("train_loss", 1, 1, Instant.EPOCH);
    Artifact model = new Artifact("model", DIGEST, 1);
    EpochCompleted tooLarge =
        EpochCompletedBuilder.builder()
            .experimentId("digits-1")
            .attempt(1)
            .epoch(1)
            .epochs(1)
            .checkpoint(model)
            .previousCheckpoint(null)
            .metrics(Collections.nCopies(20_000, point))
            .build();

    loop((request, attempt) -> {
          attempts.add(attempt.number());
          attempt.commit("checkpoints/epoch-0001", List.of(tooLarge));
          return train(request, attempt);
        })
        .work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1);
    assertThat(store.read("experiments/digits-1/checkpoints/epoch-0001.json")).isEmpty();
    assertThat(((ExperimentFailed) facts().get(0).payload().orElseThrow()).reason())
        .startsWith("epoch-completed has ")
        .endsWith(" bytes; at most 1000000 can be published");
  }

  @Test
  void workThatHasFailedFiveTimesFailsTheExperiment() {
    StageLoop<TrainingRequested> failing =
        loop(
            (request, attempt) -> {
              attempts.add(attempt.number());
              throw new LinkageError("attempt " + attempt.number());
            });
    for (int i = 0; i < 4; i++) {
      failAttempt(i + 1);
    }

    assertThatThrownBy(() -> failing.work(REQUEST, new StopSignal()))
        .isInstanceOf(ExhaustedException.class)
        .hasMessage("failed 5 times, last: java.lang.LinkageError: attempt 5");

    assertThat(attempts).containsExactly(5);
    assertThat(facts().get(0).payload())
        .contains(
            new ExperimentFailed(
                "digits-1",
                "training",
                6,
                "failed 5 times, last: java.lang.LinkageError: attempt 5"));
  }

  @Test
  void workThatHasCrashedTenTimesFailsTheExperimentWithoutAnotherTry() {
    for (int i = 1; i <= 10; i++) {
      crashAttempt(i);
    }

    assertThatThrownBy(() -> loop(this::train).work(REQUEST, new StopSignal()))
        .isInstanceOf(ExhaustedException.class)
        .hasMessageStartingWith("10 attempts crashed: is there enough memory?");

    assertThat(attempts).isEmpty();
    assertThat(outcome().status()).isEqualTo(Status.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"5, 14, 1", "12, 21, 9"})
  void crashesAndFailuresBeforeTheLastCommitDoNotCount(int committed, int crashed, int epochs) {
    for (int i = 1; i <= crashed; i++) {
      if (i <= 5) {
        failAttempt(i);
      } else {
        crashAttempt(i);
      }
    }
    for (int epoch = 1; epoch <= epochs; epoch++) {
      commitEpoch(epoch, committed);
    }

    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(crashed + 1);
    assertThat(outcome().status()).isEqualTo(Status.DONE);
  }

  @Test
  void tenCrashesSinceTheLastCommitFailTheExperiment() {
    for (int i = 1; i <= 15; i++) {
      crashAttempt(i);
    }
    commitEpoch(1, 5);

    assertThatThrownBy(() -> loop(this::train).work(REQUEST, new StopSignal()))
        .isInstanceOf(ExhaustedException.class)
        .hasMessageStartingWith("10 attempts crashed");
  }

  private void commitEpoch(int epoch, int attempt) {
    new CommitPoints(store)
        .commit(
            StoreLayout.experiment("digits-1").commitPoint(ExperimentFolder.epoch(epoch)),
            new CommitPoint(Status.DONE, attempt, List.of(), List.of()));
  }

  @Test
  void aRedeliveryOfWhatIsExhaustedSaysSoAgain() {
    for (int i = 1; i <= 5; i++) {
      failAttempt(i);
    }
    StageLoop<TrainingRequested> hopeless = loop(this::train);

    for (int delivery = 1; delivery <= 2; delivery++) {
      assertThatThrownBy(() -> hopeless.work(REQUEST, new StopSignal()))
          .isInstanceOf(ExhaustedException.class);
    }

    assertThat(facts()).extracting(Message::id).containsOnly(outcome().messages().get(0).id());
  }

  @Test
  void aStoreThatIsAwayIsNoAttemptAndIsSaid() {
    StageLoop<TrainingRequested> work =
        loop(
            (request, attempt) -> {
              if (attempt.number() < 4) {
                throw new StoreUnavailableException("the disk is full", null);
              }
              return train(request, attempt);
            });

    work.work(REQUEST, new StopSignal());

    assertThat(new Claims(store, StoreLayout.experiment("digits-1"), Stages.TRAINING).before(4))
        .isEqualTo(new Claims.AttemptHistory(List.of(), 0));
    assertThat(outcome().status()).isEqualTo(Status.DONE);
    assertThat(work.problem()).isEmpty();
  }

  @Test
  void workWhoseStoreGoesAwayIsDoneOnceItIsBackAndThatIsNoFailure() {
    StageLoop<TrainingRequested> work =
        loop(
            (request, attempt) -> {
              if (attempt.number() == 1) {
                takeTheStoreAwayForAWhile();
              }
              return train(request, attempt);
            });

    work.work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1, 2);
    assertThat(new Claims(store, StoreLayout.experiment("digits-1"), Stages.TRAINING).before(2))
        .isEqualTo(new Claims.AttemptHistory(List.of(), 0));
    assertThat(outcome().status()).isEqualTo(Status.DONE);
  }

  @Test
  void finishedWorkIsNotDoneAgainWhileTheStoreIsAway() {
    loop(this::train).work(REQUEST, new StopSignal());
    StageLoop<TrainingRequested> redelivery = loop(this::train);

    takeTheStoreAwayForAWhile();
    redelivery.work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1);
    assertThat(facts()).containsExactly(outcome().messages().get(0), outcome().messages().get(0));
    assertThat(new Claims(store, StoreLayout.experiment("digits-1"), Stages.TRAINING).claimed())
        .hasSize(1);
  }

  private void takeTheStoreAwayForAWhile() {
    try {
      Path away = Files.move(root, folder.resolve("away"));
      CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS)
          .execute(() -> assertThatCode(() -> Files.move(away, root)).doesNotThrowAnyException());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
