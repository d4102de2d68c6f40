package dev.fidelio.cvae;

/** The loss is no longer a finite number, so that training cannot go on. */
public final class TrainingDiverged extends RuntimeException {

  TrainingDiverged(String when) {
    super("the loss is not finite " + when + "; a smaller learning rate may help");
  }
}
