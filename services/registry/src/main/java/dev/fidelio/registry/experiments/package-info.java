/**
 * Experiments as REST shows them: submitting one, reading its state, curves, files and data sets,
 * cancelling it, and resuming it as a new experiment.
 */
package dev.fidelio.registry.experiments;
