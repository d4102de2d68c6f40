/**
 * The Java side of {@code services/bench/distance}, which compares the Fréchet distance with other
 * implementations.
 */
package dev.fidelio.bench.distance;
