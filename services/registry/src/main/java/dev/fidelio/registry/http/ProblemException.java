package dev.fidelio.registry.http;

import dev.fidelio.contracts.Violation;
import java.util.List;

/** A call failed with a problem for the caller. */
public class ProblemException extends RuntimeException {

  private final Problem problem;

  private ProblemException(int status, String detail, List<Violation> violations, Throwable cause) {
    super(detail, cause);
    this.problem = Problem.of(status, detail, violations);
  }

  /** 400: the call has violations. */
  public static ProblemException badRequest(List<Violation> violations) {
    String detail =
        violations.size() == 1 ? "1 invalid value" : violations.size() + " invalid values";
    return new ProblemException(400, detail, violations, null);
  }

  /** 403: the caller may not do that. */
  public static ProblemException forbidden(String detail) {
    return new ProblemException(403, detail, List.of(), null);
  }

  /** 404: nothing has that name. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, detail, List.of(), null);
  }

  /** 409: the call conflicts with the current state. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(409, detail, List.of(), null);
  }

  /** 410: the file was deleted. */
  public static ProblemException gone(String detail) {
    return new ProblemException(410, detail, List.of(), null);
  }

  /** 429: too many calls of this kind are in progress. */
  public static ProblemException tooMany() {
    return new ProblemException(
        429, "too many calls of this kind are in progress", List.of(), null);
  }

  /** 503: a dependency is unavailable. */
  public static ProblemException unavailable(String detail, Throwable cause) {
    return new ProblemException(503, detail, List.of(), cause);
  }

  /** 503: the request is stored, and Kafka has not confirmed it yet. */
  public static ProblemException unconfirmed(String what) {
    return unavailable(
        "Kafka does not answer; %s is stored and will be sent when it does, so that calling again under the same name or Idempotency-Key starts nothing new"
            .formatted(what),
        null);
  }

  Problem problem() {
    return problem;
  }
}
