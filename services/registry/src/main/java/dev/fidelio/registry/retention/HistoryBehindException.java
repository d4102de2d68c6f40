package dev.fidelio.registry.retention;

/** The history has not read the whole log, so that it is not known who needs what. */
public class HistoryBehindException extends RuntimeException {

  HistoryBehindException() {
    super("the history has not read the whole log yet");
  }
}
