/**
 * Measures how far sampled images are from real ones, as scores with everything that they depend
 * on. It is a separate service because scoring uses a different network from training, and can be
 * repeated with another extractor at any time.
 */
package dev.fidelio.evaluator;
