package dev.fidelio.cvae;

import java.util.function.Supplier;

/** Hears of every step of a training, and may stop it. */
@FunctionalInterface
public interface StepListener {

  /**
   * A step is done. Called in the thread that trains, which waits. Until it returns, {@link
   * Training#checkpoint} gives the state after this step.
   *
   * @param progress how far the epoch is; asking for it waits for the device, so ask only when
   *     somebody wants to know, and only before returning
   * @return whether to go on; the answer after an epoch's last step changes nothing
   */
  boolean goOn(Supplier<StepProgress> progress);
}
