package dev.fidelio.tracker.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How far MLflow has been compared with the log, and what came of it.
 *
 * @param read records of the log
 * @param of as many as there are
 * @param mended what was not as it should be, and is now
 * @param left what is not as it should be and cannot be mended
 * @param failure why the comparison broke off; null while it has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Reconciliation(
    State state, long read, long of, List<Mended> mended, List<Left> left, String failure) {

  /** Where the comparison is. */
  enum State {
    IDLE,
    RUNNING,
    DONE,
    FAILED
  }

  Reconciliation {
    mended = List.copyOf(mended);
    left = List.copyOf(left);
  }

  /**
   * Something that was mended.
   *
   * @param subject an experiment or a model
   * @param what parameter, metric, tag, artifact, version, alias, status, data set or run
   * @param name which one
   * @param was null where it was missing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Mended(String subject, String what, String name, String was, String now) {}

  /**
   * Something that was not.
   *
   * @param subject an experiment or a model
   * @param why for a person
   */
  record Left(String subject, String why) {}
}
