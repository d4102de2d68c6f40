package dev.fidelio.cvae;

/** Hears of every step of a training, and may stop it. */
@FunctionalInterface
public interface StepListener {

  /**
   * A step is done. Called in the thread that trains, which waits.
   *
   * @return whether to go on; the answer after an epoch's last step changes nothing
   */
  boolean goOn(Progress progress);
}
