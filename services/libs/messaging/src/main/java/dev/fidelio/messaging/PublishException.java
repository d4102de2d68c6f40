package dev.fidelio.messaging;

/** The broker has not confirmed a record. It may have it all the same: publish it again. */
public class PublishException extends RuntimeException {

  public PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
