package dev.fidelio.messaging;

/** Work was asked to stop and did: no failure, another worker goes on with it. */
public class WorkStoppedException extends RuntimeException {

  public WorkStoppedException() {
    super("stopped before it was done");
  }
}
