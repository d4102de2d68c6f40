package dev.fidelio.tracker.mlflow;

/** A fact that can never be mirrored; the message gives the reason. */
public class UntrackableException extends RuntimeException {

  public UntrackableException(String reason) {
    super(reason);
  }

  public UntrackableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
