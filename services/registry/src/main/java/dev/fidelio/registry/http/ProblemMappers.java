package dev.fidelio.registry.http;

import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.registry.RefusedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure of a call to problem+json. */
class ProblemMappers {

  private static final Set<String> BEING_MADE = Set.of("42P01", "3F000");
  private static final Logger LOG = LoggerFactory.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException failure) {
    if (failure.getCause() != null) {
      LOG.warn(failure.getMessage(), failure.getCause());
    }
    return failure.problem().response();
  }

  @ServerExceptionMapper
  Response refused(RefusedException refused) {
    return Problem.of(refused).response();
  }

  /** What the framework refuses: unknown paths, methods, media types. */
  @ServerExceptionMapper
  Response framework(WebApplicationException failure) {
    int status = failure.getResponse().getStatus();
    if (status < 400) {
      return failure.getResponse();
    }
    if (status >= 500) {
      LOG.error("a call failed", failure);
    }
    return Problem.of(status, failure.getMessage(), List.of()).response();
  }

  @ServerExceptionMapper
  Response storeAway(StoreUnavailableException failure) {
    LOG.warn("the artifact store is away", failure);
    return Problem.of(503, "the artifact store does not answer", List.of()).response();
  }

  @ServerExceptionMapper
  Response unforeseen(Throwable failure) {
    if (isDatabaseAway(failure)) {
      LOG.warn("the database is away", failure);
      return Problem.of(503, "the database does not answer", List.of()).response();
    }
    if (isConflict(failure)) {
      LOG.warn("a call met another one in the database", failure);
      return Problem.of(503, "another change was under way; nothing was done, try again", List.of())
          .response();
    }
    String number = UUID.randomUUID().toString();
    LOG.error("unexpected failure of a call, {}", number, failure);
    return Problem.of(500, "see " + number + " in the registry's log", List.of()).response();
  }

  /**
   * A deadlock or a serialisation failure: PostgreSQL has rolled this call back for another one.
   */
  private static boolean isConflict(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && String.valueOf(sql.getSQLState()).startsWith("40")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDatabaseAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JDBCConnectionException
          || cause instanceof SQLException sql && isAway(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * A pool that is exhausted says nothing at all, a lost connection 08, a server that starts or
   * stops 57P, a table that is missing 42P01 and a schema that is missing 3F000: the history is not
   * made again yet.
   */
  private static boolean isAway(String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || BEING_MADE.contains(state);
  }
}
