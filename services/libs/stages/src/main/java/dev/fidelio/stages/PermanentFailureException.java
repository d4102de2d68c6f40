package dev.fidelio.stages;

/** The work cannot be done, however often it is tried. The message is for the user. */
public class PermanentFailureException extends RuntimeException {

  public PermanentFailureException(String reason) {
    super(reason);
  }

  public PermanentFailureException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
