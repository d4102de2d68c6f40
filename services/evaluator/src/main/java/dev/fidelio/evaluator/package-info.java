/**
 * Measures how far sampled images are from real ones, as scores with everything that they depend
 * on. A separate service, because scoring needs a different network from training, and can be
 * repeated with another one at any time.
 */
package dev.fidelio.evaluator;
