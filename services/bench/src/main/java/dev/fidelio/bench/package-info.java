/**
 * Measurement programs, and checks that take too long for a test. Each has a command in {@code
 * services/bench}; {@code services/bench/README.md} lists them with their results.
 */
package dev.fidelio.bench;
