/**
 * The stage loop, once for all workers: find the outcome, claim, work, commit, announce,
 * acknowledge. A worker is a {@link dev.fidelio.stages.StageWork} behind it and knows nothing of
 * claims, retries or Kafka.
 *
 * <p>A library of its own, since the store stays free of Kafka and the loops stay free of the
 * store.
 */
package dev.fidelio.stages;
