/**
 * Says how far sampled images lie from real ones, as a number with everything that it depends on. A
 * service of its own because scoring needs another network than training does, and can be repeated
 * with another one at any time.
 */
package dev.fidelio.evaluator;
