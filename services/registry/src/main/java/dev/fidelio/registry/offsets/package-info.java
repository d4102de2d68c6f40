/**
 * Kafka offsets as the registry needs them: where each projection continues, stored beside what it
 * has projected, and which requests the share groups have not finished.
 */
package dev.fidelio.registry.offsets;
