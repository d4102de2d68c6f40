package dev.fidelio.tracker.mlflow;

import dev.fidelio.contracts.UnreadableException;

/** A fact that can never be mirrored; the message gives the reason. */
public class UntrackableException extends UnreadableException {

  public UntrackableException(String reason) {
    super(reason, null);
  }

  public UntrackableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
