package dev.fidelio.contracts;

/** A record or file is malformed. Retrying will not help. */
public class UnreadableException extends RuntimeException {

  public UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
