/** MLflow's REST interface and what its refusals mean; knows no facts. */
package dev.fidelio.tracker.mlflow;
