package dev.fidelio.messaging;

import java.lang.Thread.UncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when one of its threads ends unexpectedly, so that whatever started the process
 * starts it again: a service without one of its threads would look well and do nothing. A crash
 * loses no work.
 */
public final class FatalErrors implements UncaughtExceptionHandler {

  /** The exit status, as of an internal software error in {@code sysexits.h}. */
  public static final int STATUS = 70;

  private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    try {
      LOG.error("{} ended; ending the process", thread.getName(), failure);
    } finally {
      // Not exit, which would wait for this very thread to be closed.
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
