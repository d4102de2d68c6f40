package dev.fidelio.sampler;

import dev.fidelio.cvae.Checkpoint;

/**
 * A network that images can be drawn from.
 *
 * @param weights its checkpoint, without the optimiser's state
 * @param height pixels down of its images
 * @param width pixels across
 */
record LoadedModel(Checkpoint weights, int height, int width) {

  /** Bytes of its weights. */
  long size() {
    return weights.size();
  }
}
