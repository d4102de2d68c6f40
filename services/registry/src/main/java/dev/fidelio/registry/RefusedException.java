package dev.fidelio.registry;

/** A request was refused; nothing was changed. */
public class RefusedException extends RuntimeException {

  /** Why not. */
  public enum Reason {
    /** There is no such experiment, model, version or alias. */
    UNKNOWN,
    /** The version lacks what the findings say. */
    FINDINGS,
    /** The alias exists and the caller sent no precondition. */
    UNSEEN,
    /** The alias has changed since the caller read it. */
    STALE,
    /** Something else has that name. */
    TAKEN,
    /** Another request was sent under that idempotency key. */
    KEY_TAKEN,
    /** The state of the experiment, version or alias does not allow the operation. */
    STATE
  }

  private final Reason reason;

  /**
   * @param reason why not
   * @param message the same for a person
   */
  public RefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public static RefusedException unknown(String what) {
    return new RefusedException(Reason.UNKNOWN, what);
  }

  public static RefusedException noExperiment(String id) {
    return unknown("there is no experiment " + id);
  }

  public static RefusedException noModel(String name) {
    return unknown("there is no model " + name + " with versions");
  }

  public static RefusedException noVersion(String model, int number) {
    return unknown(model + " has no version " + number);
  }

  public static RefusedException noAlias(String model, String name) {
    return unknown(model + " has no alias " + name);
  }

  /** Another request than {@code what} was sent under the same idempotency key. */
  public static RefusedException keyTaken(String what) {
    return new RefusedException(
        Reason.KEY_TAKEN, "another request was sent under this Idempotency-Key: it is " + what);
  }

  /** Why not. */
  public Reason reason() {
    return reason;
  }
}
