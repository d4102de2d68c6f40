/**
 * Comparisons with the PyTorch reference on real data, each a command of its own: they take too
 * long for a test, and their results are figures to look at.
 */
package dev.fidelio.bench;
