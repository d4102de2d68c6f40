package dev.fidelio.messaging;

import dev.fidelio.contracts.UnavailableException;

/** The broker has not confirmed a record. It may have it all the same: publish it again. */
public class PublishException extends UnavailableException {

  public PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
