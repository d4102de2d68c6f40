package dev.fidelio.cvae;

/** Bytes that should be a checkpoint and are not a whole one; the message says what is wrong. */
public final class DamagedCheckpoint extends IllegalArgumentException {

  DamagedCheckpoint(String message) {
    super(message);
  }

  DamagedCheckpoint(String message, Throwable cause) {
    super(message, cause);
  }
}
