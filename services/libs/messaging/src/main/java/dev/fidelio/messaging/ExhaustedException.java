package dev.fidelio.messaging;

/**
 * A record was tried as often as anything is. It goes to the dead letters; whatever it asked for
 * has been settled as failed.
 */
public class ExhaustedException extends RuntimeException {

  private final int attempts;

  /**
   * @param attempts how often it was tried
   */
  public ExhaustedException(String message, int attempts, Throwable cause) {
    super(message, cause);
    this.attempts = attempts;
  }

  /** How often the record was tried. */
  public int attempts() {
    return attempts;
  }
}
