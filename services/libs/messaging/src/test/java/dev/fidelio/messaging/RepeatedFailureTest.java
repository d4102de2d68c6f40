package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RepeatedFailureTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final LogRecorder log = new LogRecorder(RepeatedFailureTest.class);
  private final RepeatedFailure failure =
      new RepeatedFailure(
          LoggerFactory.getLogger(RepeatedFailureTest.class),
          "outbox",
          Clock.fixed(NOON, ZoneOffset.UTC));

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void onlyTheFirstOfEqualFailuresHasItsStackTrace() {
    Exception cause = new IllegalStateException("no route");

    for (int i = 0; i < 5; i++) {
      failure.failed(cause);
    }

    assertThat(log.messages())
        .containsExactly(
            "outbox failed; trying again",
            "outbox failed again, 2 times since 2026-01-02T12:00:00Z: " + cause,
            "outbox failed again, 4 times since 2026-01-02T12:00:00Z: " + cause);
    assertThat(log.lines().stream().map(LogRecorder.Line::thrown))
        .containsExactly(cause, null, null);
  }

  @Test
  void anotherFailureIsAFirstOne() {
    failure.failed(new IllegalStateException("no route"));
    failure.failed(new IllegalStateException("refused"));

    assertThat(log.lines().get(1).thrown()).hasMessage("refused");
    assertThat(failure.problem()).hasValueSatisfying(text -> assertThat(text).contains("refused"));
  }

  @Test
  void aFailureThatDiffersOnlyInNumbersIsTheSame() {
    failure.failed(new IllegalStateException("timed out at 1764153000123 after 2 attempts"));
    failure.failed(new IllegalStateException("timed out at 1764153005456 after 3 attempts"));

    assertThat(log.lines().get(1).thrown()).isNull();
    assertThat(failure.problem())
        .hasValueSatisfying(text -> assertThat(text).contains("after 3 attempts"));
  }

  @Test
  void aSuccessEndsTheFailureAndIsLoggedOnce() {
    failure.failed(new IllegalStateException("no route"));
    failure.succeeded();
    failure.succeeded();

    assertThat(failure.problem()).isEmpty();
    assertThat(log.messages())
        .containsExactly(
            "outbox failed; trying again",
            "outbox succeeded after 1 failures since 2026-01-02T12:00:00Z");
  }
}
