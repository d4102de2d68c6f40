package dev.fidelio.tracker.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The progress and the result of a comparison of MLflow with the log.
 *
 * @param read the number of records read
 * @param of the number of records in the log
 * @param mended the deviations that were repaired
 * @param left the deviations that cannot be repaired
 * @param failure why the comparison failed; null unless it has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Reconciliation(
    State state, long read, long of, List<Mended> mended, List<Left> left, String failure) {

  /** The state of the comparison. */
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
   * A deviation that was repaired.
   *
   * @param subject an experiment or a model
   * @param what parameter, metric, tag, artifact, version, alias, status, data set or run
   * @param name the name of the thing
   * @param was the old value; null if it was missing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Mended(String subject, String what, String name, String was, String now) {}

  /**
   * A deviation that cannot be repaired.
   *
   * @param subject an experiment or a model
   * @param why the reason
   */
  record Left(String subject, String why) {}
}
