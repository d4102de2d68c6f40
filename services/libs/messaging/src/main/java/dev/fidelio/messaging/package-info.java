/**
 * Kafka, once for all services: records to messages and back, the publisher, the work loop over a
 * share group and the projector loop over a consumer group. What the work is stays outside.
 */
package dev.fidelio.messaging;
