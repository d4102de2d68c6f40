/**
 * Evaluations of a version: requesting another one, and reading how each came out. Scores are
 * added, never replaced.
 */
package dev.fidelio.registry.evaluations;
