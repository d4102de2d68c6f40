package dev.fidelio.registry.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.fidelio.contracts.Violation;
import dev.fidelio.registry.RefusedException;
import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/**
 * A failed call as a problem (RFC 9457).
 *
 * @param type names the kind of problem
 * @param title the kind of problem, for a person
 * @param status the HTTP status
 * @param detail this problem, for a person
 * @param violations every field that is wrong, where fields are
 * @param extensions further members, which depend on the kind of problem
 */
@RecordBuilder
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    List<Violation> violations,
    @JsonAnyGetter Map<String, Object> extensions) {

  /** The media type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** In seconds. */
  private static final int RETRY_AFTER = 2;

  private static final String KINDS = "urn:fidelio:problem:";

  /** A problem of the kind that its status names. */
  public static Problem of(int status, String detail, List<Violation> violations) {
    String title = title(status);
    String type = KINDS + title.toLowerCase().replace(' ', '-');
    return ProblemBuilder.builder()
        .type(type)
        .title(title)
        .status(status)
        .detail(detail)
        .violations(violations.isEmpty() ? null : violations)
        .extensions(Map.of())
        .build();
  }

  /** The problem of a refused call. */
  public static Problem of(RefusedException refused) {
    int status =
        switch (refused.reason()) {
          case UNKNOWN -> 404;
          case FINDINGS, TAKEN, STATE -> 409;
          case KEY_TAKEN -> 422;
          case UNSEEN -> 428;
          case STALE -> 412;
        };
    return of(status, refused.getMessage(), List.of());
  }

  /** The same with an extension member. */
  public Problem with(String member, Object value) {
    return ProblemBuilder.builder(this).extensions(Map.of(member, value)).build();
  }

  /** The problem as the answer to a call; what may succeed later says when to try again. */
  public Response response() {
    Response.ResponseBuilder answer = Response.status(status).type(MEDIA_TYPE).entity(this);
    return status == 429 || status == 503
        ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER).build()
        : answer.build();
  }

  private static String title(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Status " + status : known.getReasonPhrase();
  }
}
