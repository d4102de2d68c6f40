package dev.fidelio.testing;

/** Somebody who watches what takes longer than a moment. */
@FunctionalInterface
public interface Progress {

  /** Nobody watches. */
  Progress SILENT = line -> {};

  /** One line that says what is going on. */
  void say(String line);
}
