package dev.fidelio.localservers;

/** Receives progress messages of long operations. */
@FunctionalInterface
public interface ProgressListener {

  /** Discards all messages. */
  ProgressListener SILENT = line -> {};

  /** Receives one line about current progress. */
  void say(String line);
}
