package dev.fidelio.cvae;

/** The loss is no longer a finite number, so that training cannot go on. */
public final class TrainingDiverged extends RuntimeException {

  TrainingDiverged(Progress progress) {
    super(
        "the loss is not finite in epoch %d, step %d; a smaller learning rate may help"
            .formatted(progress.epoch(), progress.step()));
  }
}
