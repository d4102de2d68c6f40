package dev.fidelio.tracker;

/** A fact cannot be mirrored, however often it is tried. The message says why, for a person. */
class UntrackableException extends RuntimeException {

  UntrackableException(String reason) {
    super(reason);
  }

  UntrackableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
