package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import dev.fidelio.contracts.TransientException;
import dev.fidelio.contracts.UnavailableException;
import dev.fidelio.contracts.UnreadableException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  /** The states are from PostgreSQL's manual, appendix A. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "25006", "25P03", "28P01", "40001", "40P01", "42P01", "3F000", "53300", "55P03",
        "57014", "57P01", "58030", "XX000"
      })
  void whatTheDatabaseSaysOfItselfPasses(String state) {
    assertThat(Failures.isTransient(wrapped(new SQLException("text", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "22003", "23505", "54000", "21000", "44000"})
  void whatTheDatabaseSaysOfTheDataStays(String state) {
    assertThat(Failures.isTransient(wrapped(new SQLException("text", state)))).isFalse();
  }

  @Test
  void connectionsAndTimeOutsPass() {
    assertThat(Failures.isTransient(new SQLTransientConnectionException("no free one"))).isTrue();
    assertThat(Failures.isTransient(new UncheckedIOException(new ConnectException()))).isTrue();
    assertThat(Failures.isTransient(wrapped(new TimeoutException()))).isTrue();
    assertThat(Failures.isTransient(new UnavailableException("store", null))).isTrue();
    assertThat(Failures.isTransient(new TransientException("not yet"))).isTrue();
    assertThat(Failures.isTransient(new PublishException("no answer", null))).isTrue();
  }

  @Test
  void whatARecordItselfBringsAboutStays() {
    assertThat(Failures.isTransient(new IllegalArgumentException("a name"))).isFalse();
    assertThat(Failures.isTransient(new NullPointerException())).isFalse();
    assertThat(Failures.isTransient(new NoSuchElementException())).isFalse();
    assertThat(Failures.isTransient(new StackOverflowError())).isFalse();
    assertThat(Failures.isTransient(new UnreadableException("no JSON", null))).isFalse();
    assertThat(Failures.isTransient(new UncheckedIOException(new JsonParseException("no JSON"))))
        .isFalse();
    assertThat(Failures.isTransient(refused())).isFalse();
  }

  @Test
  void aServersStatusPassesIfItSpeaksOfTheServerOrTheCaller() {
    assertThat(List.of(401, 403, 408, 429, 500, 502, 503, 504))
        .allMatch(Failures::isTransientStatus);
    assertThat(List.of(400, 404, 409, 413, 414, 422)).noneMatch(Failures::isTransientStatus);
  }

  @Test
  void theTextIsTheInnermostCausesOrSaysWhatIsUnreadable() {
    assertThat(Failures.text(wrapped(new SQLException("a NUL", "22021"))))
        .isEqualTo("java.sql.SQLException: a NUL");
    assertThat(Failures.text(new UnreadableException("no JSON", new TimeoutException())))
        .isEqualTo("no JSON");
  }

  @Test
  void aChainThatLeadsBackToItselfEnds() {
    IllegalStateException one = new IllegalStateException();
    one.initCause(new IllegalStateException(one));

    assertThat(Failures.isTransient(one)).isFalse();
  }

  private static RuntimeException wrapped(Exception cause) {
    return new IllegalStateException("cannot write", new RuntimeException(cause));
  }

  private static RecordRefusedException refused() {
    return new RecordRefusedException(
        "refused", new ExecutionException(new InvalidRecordException("a null key")));
  }
}
