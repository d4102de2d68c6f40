package dev.fidelio.contracts;

/** A record or file does not hold what it should. Trying again will not help. */
public class UnreadableException extends RuntimeException {

  public UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
