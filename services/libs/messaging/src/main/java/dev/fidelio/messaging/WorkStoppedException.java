package dev.fidelio.messaging;

/** Work stopped on request. This is not a failure: another worker continues it. */
public class WorkStoppedException extends RuntimeException {

  public WorkStoppedException() {
    super("stopped before it was done");
  }
}
