/**
 * Kafka access shared by all services: converting between records and messages, the publisher, the
 * work loop over a share group and the projector loop over a consumer group. Knows nothing about
 * the work itself.
 */
package dev.fidelio.messaging;
