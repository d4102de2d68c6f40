package dev.fidelio.datasets;

import dev.fidelio.contracts.UnavailableException;

/** A source does not answer, or stopped in the middle of its answer: it may work later. */
public class SourceUnavailableException extends UnavailableException {

  public SourceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
