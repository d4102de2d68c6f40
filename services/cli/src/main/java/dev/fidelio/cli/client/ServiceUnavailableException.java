package dev.fidelio.cli.client;

/** A service does not answer, or says that it cannot work at present; a later call may succeed. */
public final class ServiceUnavailableException extends CommandFailedException {

  ServiceUnavailableException(String message) {
    super(message);
  }

  ServiceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
