package dev.fidelio.localservers;

import java.io.IOException;

/**
 * A server that runs in its own process and keeps running after this one ends, until it is stopped.
 */
public interface LocalServer {

  /** Its process. */
  LocalProcess process();

  /**
   * Waits until it answers requests.
   *
   * @throws IOException if it ends or does not answer in time; the message holds the end of its log
   */
  void awaitReady() throws IOException;

  /** Stops it; does nothing if it has ended. */
  void stop() throws IOException;
}
