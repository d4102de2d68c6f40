package dev.fidelio.localservers;

/** Somebody who watches what takes longer than a moment. */
@FunctionalInterface
public interface ProgressListener {

  /** Nobody watches. */
  ProgressListener SILENT = line -> {};

  /** One line that says what is going on. */
  void say(String line);
}
