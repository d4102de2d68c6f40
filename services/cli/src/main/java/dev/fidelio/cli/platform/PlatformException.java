package dev.fidelio.cli.platform;

/** The platform could not be started or stopped. The message tells the user what to do. */
public class PlatformException extends RuntimeException {

  public PlatformException(String message) {
    super(message);
  }

  public PlatformException(String message, Throwable cause) {
    super(message, cause);
  }
}
