package dev.fidelio.messaging;

import dev.fidelio.contracts.UnavailableException;

/** The broker has not confirmed a record, though it may have stored it: publish it again. */
public class PublishException extends UnavailableException {

  public PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
