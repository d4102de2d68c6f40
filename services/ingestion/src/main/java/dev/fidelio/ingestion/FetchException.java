package dev.fidelio.ingestion;

/** A file could not be had this way. */
class FetchException extends RuntimeException {

  FetchException(String message) {
    super(message);
  }

  FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
