package dev.fidelio.registry.decisions;

/** What was asked for is not possible, and nothing has changed. */
public class RefusedException extends RuntimeException {

  /** Why not. */
  public enum Reason {
    /** There is no such experiment, model or version. */
    UNKNOWN,
    /** The version has no score. */
    NOT_EVALUATED,
    /** The alias exists, and the caller has not said in which state it was seen. */
    UNSEEN,
    /** The alias is not in the state that the caller has seen. */
    STALE,
    /** Something else has that name. */
    TAKEN,
    /** The experiment is in a state in which that cannot be done. */
    STATE
  }

  private final Reason reason;

  RefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static RefusedException noExperiment(String id) {
    return new RefusedException(Reason.UNKNOWN, "there is no experiment " + id);
  }

  /** Why not. */
  public Reason reason() {
    return reason;
  }
}
