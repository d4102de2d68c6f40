package dev.fidelio.datasets;

/** A file could not be fetched from this source. */
public class FetchException extends RuntimeException {

  public FetchException(String message) {
    super(message);
  }

  public FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
