package dev.fidelio.messaging;

/**
 * The broker refuses a record, such as one that is too large. Publishing it again will not help.
 */
public class RecordRefusedException extends RuntimeException {

  public RecordRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
