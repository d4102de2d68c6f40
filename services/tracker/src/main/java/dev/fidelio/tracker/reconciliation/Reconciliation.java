package dev.fidelio.tracker.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
record Reconciliation(
    State state, long read, long of, List<Repair> mended, List<Remainder> left, String failure) {

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

  /** A comparison that has read nothing yet. */
  static Reconciliation empty(State state) {
    return ReconciliationBuilder.builder()
        .state(state)
        .read(0)
        .of(0)
        .mended(List.of())
        .left(List.of())
        .failure(null)
        .build();
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
  record Repair(String subject, String what, String name, String was, String now) {}

  /**
   * A deviation that cannot be repaired.
   *
   * @param subject an experiment or a model
   * @param why the reason
   */
  record Remainder(String subject, String why) {}
}
