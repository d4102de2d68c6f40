package dev.fidelio.artifacts;

import dev.fidelio.contracts.UnavailableException;

/** The store does not answer or is full. */
public class StoreUnavailableException extends UnavailableException {

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
