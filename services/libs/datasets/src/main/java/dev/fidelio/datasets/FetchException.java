package dev.fidelio.datasets;

/** A file is not to be had from this source: it has none, or another one. */
public class FetchException extends RuntimeException {

  public FetchException(String message) {
    super(message);
  }

  public FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
