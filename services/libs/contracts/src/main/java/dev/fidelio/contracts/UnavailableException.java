package dev.fidelio.contracts;

/**
 * Something that the work needs does not answer: nothing is wrong with the work, only the time.
 * Wait and try again.
 */
public class UnavailableException extends RuntimeException {

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
