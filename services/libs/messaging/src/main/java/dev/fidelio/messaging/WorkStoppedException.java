package dev.fidelio.messaging;

/** Work stopped because it was asked to. Not a failure: another worker continues it. */
public class WorkStoppedException extends RuntimeException {

  public WorkStoppedException() {
    super("stopped before it was done");
  }
}
