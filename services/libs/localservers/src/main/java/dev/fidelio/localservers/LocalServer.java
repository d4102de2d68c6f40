package dev.fidelio.localservers;

import java.io.IOException;

/**
 * A server that runs in its own process and keeps running after this one ends, until it is stopped.
 */
public interface LocalServer {

  /** Its process. */
  LocalProcess process();

  /**
   * Waits until it answers requests, for as long as it makes progress.
   *
   * @param progress receives a line now and then if that takes long
   * @throws IOException if it ends or makes no progress; the message holds the end of its log
   */
  void awaitReady(ProgressListener progress) throws IOException;

  /** Waits like {@link #awaitReady(ProgressListener)}, without messages. */
  default void awaitReady() throws IOException {
    awaitReady(ProgressListener.SILENT);
  }

  /** Stops it; does nothing if it has ended. */
  void stop() throws IOException;
}
