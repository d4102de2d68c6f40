package dev.fidelio.cli.client;

/** A command failed. The message is for the user and says what to do. */
public class CommandFailedException extends RuntimeException {

  public CommandFailedException(String message) {
    super(message);
  }

  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
