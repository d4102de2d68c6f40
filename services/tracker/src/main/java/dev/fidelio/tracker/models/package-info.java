/** Registered models in MLflow: versions, aliases and their descriptions. */
package dev.fidelio.tracker.models;
