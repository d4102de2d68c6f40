package dev.fidelio.cli;

/** A command could not do what it was asked. The message is for the user and says what to do. */
class CommandFailedException extends RuntimeException {

  CommandFailedException(String message) {
    super(message);
  }

  CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
