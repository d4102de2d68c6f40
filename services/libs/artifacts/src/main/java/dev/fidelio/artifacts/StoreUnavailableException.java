package dev.fidelio.artifacts;

/** The store does not answer or is full: nothing is wrong with the work, only the time. */
public class StoreUnavailableException extends RuntimeException {

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
