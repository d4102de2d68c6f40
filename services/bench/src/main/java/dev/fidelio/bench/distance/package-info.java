/**
 * The Java side of {@code services/bench/distance}, which compares the Fréchet distance with its
 * peers.
 */
package dev.fidelio.bench.distance;
