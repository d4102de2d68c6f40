package dev.fidelio.registry.http;

import dev.fidelio.contracts.Violation;
import java.util.List;

/** A call cannot be answered. */
public class ProblemException extends RuntimeException {

  private final Problem problem;

  private ProblemException(int status, String detail, List<Violation> violations, Throwable cause) {
    super(detail, cause);
    this.problem = Problem.of(status, detail, violations);
  }

  /** The call itself is wrong. */
  public static ProblemException badRequest(List<Violation> violations) {
    String detail =
        violations.size() == 1 ? "one value is wrong" : violations.size() + " values are wrong";
    return new ProblemException(400, detail, violations, null);
  }

  /** Not everybody may do that. */
  public static ProblemException forbidden(String detail) {
    return new ProblemException(403, detail, List.of(), null);
  }

  /** Nothing has that name. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, detail, List.of(), null);
  }

  /** What there is already stands in the way. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(409, detail, List.of(), null);
  }

  /** What had that name was given up. */
  public static ProblemException gone(String detail) {
    return new ProblemException(410, detail, List.of(), null);
  }

  /** Something else is away; nothing was changed. */
  public static ProblemException unavailable(String detail, Throwable cause) {
    return new ProblemException(503, detail, List.of(), cause);
  }

  Problem problem() {
    return problem;
  }
}
