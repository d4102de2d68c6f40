/** Scores samples by the Fréchet Inception Distance. */
package dev.fidelio.evaluator;
