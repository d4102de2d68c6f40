package dev.fidelio.contracts;

/** The same thing can succeed later: nothing is wrong with the record or the request itself. */
public class TransientException extends RuntimeException {

  public TransientException(String message) {
    super(message);
  }

  public TransientException(String message, Throwable cause) {
    super(message, cause);
  }
}
