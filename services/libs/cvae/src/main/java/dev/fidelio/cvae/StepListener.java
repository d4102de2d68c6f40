package dev.fidelio.cvae;

import java.util.function.Supplier;

/** Is called after every training step and may interrupt the epoch. */
@FunctionalInterface
public interface StepListener {

  /**
   * Called in the training thread after each step. Until it returns, {@link Training#checkpoint}
   * gives the state after this step.
   *
   * @param progress the progress within the epoch; {@code get} waits for the device, so call it
   *     only when the value is needed, and only before returning
   * @return whether to continue; ignored after the last step of an epoch
   */
  boolean onStep(Supplier<StepProgress> progress);
}
