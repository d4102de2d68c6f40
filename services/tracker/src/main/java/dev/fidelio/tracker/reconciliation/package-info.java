/** Compares the whole log with MLflow on request and repairs it. */
package dev.fidelio.tracker.reconciliation;
