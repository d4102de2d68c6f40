package dev.fidelio.cvae;

/** The loss is no longer a finite number, so training cannot continue. */
public final class TrainingDivergedException extends RuntimeException {

  TrainingDivergedException(String when) {
    super("the loss is not finite " + when + "; a smaller learning rate may help");
  }
}
