package dev.fidelio.messaging;

/**
 * A record reached the maximum number of attempts. It goes to the dead letters, and its request is
 * recorded as failed.
 */
public class ExhaustedException extends RuntimeException {

  private final int attempts;

  /**
   * @param attempts the number of attempts
   */
  public ExhaustedException(String message, int attempts, Throwable cause) {
    super(message, cause);
    this.attempts = attempts;
  }

  /** The number of attempts. */
  public int attempts() {
    return attempts;
  }
}
