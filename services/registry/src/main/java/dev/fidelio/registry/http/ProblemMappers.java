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

  private static final Set<String> BEING_MADE = Set.of("42P01", "3F000", "40P01");
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
    String number = UUID.randomUUID().toString();
    LOG.error("unexpected failure of a call, {}", number, failure);
    return Problem.of(500, "see " + number + " in the registry's log", List.of()).response();
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
   * stops 57P, a table that is missing 42P01 and one that is being dropped 40P01 or 3F000: the
   * history is not made again yet.
   */
  private static boolean isAway(String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || BEING_MADE.contains(state);
  }
}
