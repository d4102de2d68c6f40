package dev.fidelio.tracker.mlflow;

/** Is notified of every change that the tracker makes in MLflow. */
@FunctionalInterface
public interface ChangeListener {

  /** Ignores all changes. */
  ChangeListener UNHEARD = (subject, what, name, was, now) -> {};

  /**
   * Called after a change.
   *
   * @param subject an experiment or a model
   * @param what the kind of thing, such as tag
   * @param name the name of the thing
   * @param was the old value; null if there was none
   */
  void changed(String subject, String what, String name, String was, String now);
}
