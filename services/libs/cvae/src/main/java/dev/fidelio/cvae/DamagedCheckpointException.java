package dev.fidelio.cvae;

/** Bytes that should be a checkpoint and are not a whole one; the message says what is wrong. */
public final class DamagedCheckpointException extends IllegalArgumentException {

  DamagedCheckpointException(String message) {
    super(message);
  }

  DamagedCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
