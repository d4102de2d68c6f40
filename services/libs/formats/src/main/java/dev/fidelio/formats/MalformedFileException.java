package dev.fidelio.formats;

/** A file is not in the format that it should have; the message says what is wrong with it. */
public final class MalformedFileException extends IllegalArgumentException {

  MalformedFileException(String message) {
    super(message);
  }

  MalformedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
