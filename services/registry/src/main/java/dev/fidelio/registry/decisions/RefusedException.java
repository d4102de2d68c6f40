package dev.fidelio.registry.decisions;

import dev.fidelio.registry.gates.Finding;
import java.util.List;

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
  private final transient List<Finding> findings;

  RefusedException(Reason reason, String message) {
    this(reason, message, List.of());
  }

  private RefusedException(Reason reason, String message, List<Finding> findings) {
    super(message);
    this.reason = reason;
    this.findings = findings;
  }

  static RefusedException unknown(String what) {
    return new RefusedException(Reason.UNKNOWN, what);
  }

  static RefusedException noExperiment(String id) {
    return unknown("there is no experiment " + id);
  }

  static RefusedException noModel(String name) {
    return unknown("there is no model " + name + " with versions");
  }

  static RefusedException noVersion(String model, int number) {
    return unknown(model + " has no version " + number);
  }

  static RefusedException noAlias(String model, String name) {
    return unknown(model + " has no alias " + name);
  }

  /** An alias may not point to the version. */
  static RefusedException of(Version version, List<Finding> findings) {
    String message = "version %d of %s is not promoted, see the findings";
    return new RefusedException(
        Reason.FINDINGS, message.formatted(version.number, version.model), findings);
  }

  /** Why not. */
  public Reason reason() {
    return reason;
  }

  /** What the version lacks, where that is the reason. */
  public List<Finding> findings() {
    return findings;
  }
}
