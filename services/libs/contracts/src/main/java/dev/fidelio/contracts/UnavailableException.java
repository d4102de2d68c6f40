package dev.fidelio.contracts;

/** A dependency does not answer. The work itself is valid: wait and try again. */
public class UnavailableException extends TransientException {

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
