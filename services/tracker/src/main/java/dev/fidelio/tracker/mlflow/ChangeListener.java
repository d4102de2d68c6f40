package dev.fidelio.tracker.mlflow;

/** Hears what was not in MLflow as it should be, and is now. */
@FunctionalInterface
public interface ChangeListener {

  /** Nobody wants to know. */
  ChangeListener UNHEARD = (subject, what, name, was, now) -> {};

  /**
   * Something was changed.
   *
   * @param subject an experiment or a model
   * @param what the kind of thing, such as tag
   * @param name which one
   * @param was null where there was none
   */
  void changed(String subject, String what, String name, String was, String now);
}
