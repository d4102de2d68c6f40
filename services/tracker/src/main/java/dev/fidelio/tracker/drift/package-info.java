/** Finds aliases that were changed in MLflow, announces and reverts them. */
package dev.fidelio.tracker.drift;
