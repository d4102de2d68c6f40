package dev.fidelio.registry;

/** What was asked for is not possible, and nothing has changed. */
public class RefusedException extends RuntimeException {

  /** Why not. */
  public enum Reason {
    /** There is no such experiment, model, version or alias. */
    UNKNOWN,
    /** The version lacks what the findings say. */
    FINDINGS,
    /** The alias exists, and the caller has not said in which state it was seen. */
    UNSEEN,
    /** The alias is not in the state that the caller has seen. */
    STALE,
    /** Something else has that name. */
    TAKEN,
    /** The experiment, version or alias is in a state in which that cannot be done. */
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

  /** Why not. */
  public Reason reason() {
    return reason;
  }
}
