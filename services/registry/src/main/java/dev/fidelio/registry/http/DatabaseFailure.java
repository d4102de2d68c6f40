package dev.fidelio.registry.http;

import java.sql.SQLException;
import java.util.Set;
import org.hibernate.exception.JDBCConnectionException;

/** What a failure says about the database. */
enum DatabaseFailure {
  /** The database does not answer, or is not ready: the same call may succeed later. */
  AWAY,
  /** Other work holds what the call needs; the call has been repeated or has waited for it. */
  BUSY,
  /** The database cannot hold what the caller sent, such as a year beyond its calendar. */
  UNKEEPABLE,
  /** Nothing. */
  NONE;

  /**
   * A table that is missing, a schema that is missing, a statement planned for a table that was
   * dropped meanwhile: the history is not made again yet.
   */
  private static final Set<String> BEING_MADE = Set.of("42P01", "3F000", "0A000");

  /**
   * Another transaction was in the way: deadlock, serialisation, a lock that was not had in time.
   */
  private static final Set<String> IN_THE_WAY = Set.of("40P01", "40001", "55P03");

  static DatabaseFailure of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JDBCConnectionException) {
        return AWAY;
      }
      if (cause instanceof SQLException sql) {
        return of(sql.getSQLState());
      }
    }
    return NONE;
  }

  /**
   * A pool that is exhausted says nothing at all, a lost connection 08, a server that starts or
   * stops 57P, a value that cannot be held 22 (data exception) or 54 (program limit).
   */
  private static DatabaseFailure of(String state) {
    if (state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || BEING_MADE.contains(state)) {
      return AWAY;
    }
    if (IN_THE_WAY.contains(state)) {
      return BUSY;
    }
    return state.startsWith("22") || state.startsWith("54") ? UNKEEPABLE : NONE;
  }
}
