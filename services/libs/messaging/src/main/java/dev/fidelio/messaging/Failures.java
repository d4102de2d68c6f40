package dev.fidelio.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fidelio.contracts.TransientException;
import dev.fidelio.contracts.UnreadableException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * The one list of failures that pass. Whatever is not on it stays: a record that fails in that way
 * fails whenever it is tried, so it is set aside, and the next one is processed.
 */
public final class Failures {

  /**
   * The classes of SQL states that speak of the data: cardinality, data exception, integrity
   * constraint, check option, program limit (such as a key of several thousand characters). All
   * others speak of the connection, a lock, a time-out, a conflict (40), the server or the schema.
   */
  private static final Set<String> DATA = Set.of("21", "22", "23", "44", "54");

  /**
   * Failures that pass, of technologies that this library does not know: a transaction that timed
   * out or met another, and a server that cannot be reached.
   */
  private static final Set<String> PASSING =
      Set.of(
          "io.quarkus.narayana.jta.QuarkusTransactionException",
          "jakarta.persistence.OptimisticLockException",
          "jakarta.transaction.RollbackException",
          "jakarta.transaction.SystemException",
          "jakarta.ws.rs.ProcessingException");

  /** Answers below 500 that speak of the caller's rights, its haste or the time that it took. */
  private static final Set<Integer> PASSING_STATUS = Set.of(401, 403, 407, 408, 425, 429);

  private static final int DEEPEST = 50;

  private Failures() {}

  /** Whether the same thing can succeed when it is tried again. */
  public static boolean isTransient(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return causes.stream().noneMatch(Failures::isAboutTheRecord)
        && causes.stream().anyMatch(Failures::passes);
  }

  /** Whether a server that answers with this HTTP status may answer otherwise later. */
  public static boolean isTransientStatus(int status) {
    return status >= 500 || PASSING_STATUS.contains(status);
  }

  /** A failure in one line: what the innermost cause says. */
  public static String text(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return causes.stream()
        .filter(UnreadableException.class::isInstance)
        .map(Throwable::getMessage)
        .findFirst()
        .orElseGet(() -> causes.get(causes.size() - 1).toString());
  }

  private static boolean isAboutTheRecord(Throwable cause) {
    return cause instanceof UnreadableException
        || cause instanceof RecordRefusedException
        || cause instanceof SQLException sql && isAboutData(sql.getSQLState());
  }

  /** A pool of connections that is exhausted names no state. */
  private static boolean isAboutData(String sqlState) {
    return sqlState != null && sqlState.length() >= 2 && DATA.contains(sqlState.substring(0, 2));
  }

  private static boolean passes(Throwable cause) {
    return cause instanceof TransientException
        || cause instanceof WorkStoppedException
        || cause instanceof SQLException
        || cause instanceof KafkaException
        || cause instanceof TimeoutException
        || cause instanceof InterruptedException
        || cause instanceof IOException && !(cause instanceof JsonProcessingException)
        || isNamed(cause.getClass());
  }

  private static boolean isNamed(Class<?> type) {
    return type != null && (PASSING.contains(type.getName()) || isNamed(type.getSuperclass()));
  }

  /** The failure and its causes; a chain may lead back to itself. */
  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && causes.size() < DEEPEST;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
