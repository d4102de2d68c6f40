package dev.fidelio.stages;

/** The work cannot succeed, no matter how often it is retried. The message is for the user. */
public class PermanentFailureException extends RuntimeException {

  public PermanentFailureException(String reason) {
    super(reason);
  }

  public PermanentFailureException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
