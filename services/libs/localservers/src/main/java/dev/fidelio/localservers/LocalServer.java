package dev.fidelio.localservers;

import java.io.IOException;

/** A server that runs as a process of its own and outlives this one until it is stopped. */
public interface LocalServer {

  /** Its process. */
  LocalProcess process();

  /**
   * Waits until it truly answers.
   *
   * @throws IOException if it ends or does not answer in time, with the last lines of its log
   */
  void awaitReady() throws IOException;

  /** Stops it; does nothing when it has ended. */
  void stop() throws IOException;
}
