package dev.fidelio.registry.http;

import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.registry.RefusedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure of a call to problem+json. */
class ProblemMappers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMappers.class);

  private final AllowedMethods allowedMethods;

  ProblemMappers(AllowedMethods allowedMethods) {
    this.allowedMethods = allowedMethods;
  }

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
  Response framework(WebApplicationException failure, ContainerRequestContext call) {
    int status = failure.getResponse().getStatus();
    // A method that no resource takes at all is reported as an unknown path.
    if (status == 404 && allowedMethods.areOthers(call.getMethod(), call.getUriInfo().getPath())) {
      return Problem.of(405, "HTTP 405 Method Not Allowed", List.of()).response();
    }
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
    LOG.warn("a call met an artifact store that is away: {}", failure.getMessage());
    return Problem.of(503, "the artifact store does not answer", List.of()).response();
  }

  @ServerExceptionMapper
  Response unforeseen(Throwable failure) {
    switch (DatabaseFailure.of(failure)) {
      case AWAY:
        // Health and the loops say more; each call of an outage would repeat the stack trace.
        LOG.warn("a call met a database that is away: {}", failure.toString());
        return Problem.of(503, "the database does not answer", List.of()).response();
      case BUSY:
        LOG.warn("a call met another one in the database: {}", failure.toString());
        return Problem.of(
                503, "another change was under way; nothing was done, try again", List.of())
            .response();
      case UNKEEPABLE:
        LOG.warn("the database cannot hold what a caller sent", failure);
        return Problem.of(400, "a value that the database cannot hold", List.of()).response();
      default:
        String number = UUID.randomUUID().toString();
        LOG.error("unexpected failure of a call, {}", number, failure);
        return Problem.of(500, "see " + number + " in the registry's log", List.of()).response();
    }
  }
}
