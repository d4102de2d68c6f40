/**
 * Finds accepted experiments that have stalled without an open request, and publishes their first
 * request again.
 */
package dev.fidelio.registry.experiments.stalled;
