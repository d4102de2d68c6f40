/**
 * The stage loop, shared by all workers: find the outcome, claim, work, commit, announce,
 * acknowledge. A worker implements {@link dev.fidelio.stages.StageWork} and knows nothing about
 * claims, retries or Kafka.
 *
 * <p>A separate library, so that the store does not depend on Kafka, nor the loops on the store.
 */
package dev.fidelio.stages;
