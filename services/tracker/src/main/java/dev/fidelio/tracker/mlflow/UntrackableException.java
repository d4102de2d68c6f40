package dev.fidelio.tracker.mlflow;

/** A fact cannot be mirrored, however often it is tried. The message says why, for a person. */
public class UntrackableException extends RuntimeException {

  public UntrackableException(String reason) {
    super(reason);
  }

  public UntrackableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
