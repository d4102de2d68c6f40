/** MLflow runs: their parameters, metrics, tags, artifacts and state. */
package dev.fidelio.tracker.runs;
