package dev.fidelio.registry.rest;

import dev.fidelio.contracts.Violation;
import dev.fidelio.registry.gates.Finding;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Why a call was not answered (RFC 9457).
 *
 * @param type names the kind of problem
 * @param title the kind of problem, for a person
 * @param status the HTTP status
 * @param detail this problem, for a person
 * @param violations every field that is wrong, where fields are
 * @param findings everything that stands between a version and an alias, where something does
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    List<Violation> violations,
    List<Finding> findings) {

  /** The media type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String KINDS = "urn:fidelio:problem:";

  /** A problem of the kind that its status names. */
  static Problem of(int status, String detail, List<Violation> violations) {
    String title = title(status);
    String type = KINDS + title.toLowerCase().replace(' ', '-');
    return new Problem(type, title, status, detail, violations.isEmpty() ? null : violations, null);
  }

  /** The same with findings. */
  Problem with(List<Finding> found) {
    return new Problem(
        type, title, status, detail, violations, found.isEmpty() ? null : List.copyOf(found));
  }

  /** The problem as the answer to a call. */
  Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }

  private static String title(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Status " + status : known.getReasonPhrase();
  }
}
