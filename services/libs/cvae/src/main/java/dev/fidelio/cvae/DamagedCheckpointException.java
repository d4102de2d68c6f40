package dev.fidelio.cvae;

/** Bytes that are not a complete checkpoint; the message says what is wrong. */
public final class DamagedCheckpointException extends IllegalArgumentException {

  DamagedCheckpointException(String message) {
    super(message);
  }

  DamagedCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
