package dev.fidelio.cvae;

/**
 * How far an epoch is; after its last step, what the epoch gave.
 *
 * @param epoch the epoch, from 1
 * @param step steps of this epoch that are done, from 1
 * @param steps steps that the epoch has
 * @param loss the training loss: the mean over the epoch's images so far, each taken before the
 *     step that learnt from it
 * @param imagesPerSecond the epoch's images so far by the time since its start
 */
public record StepProgress(int epoch, int step, int steps, Loss loss, double imagesPerSecond) {}
