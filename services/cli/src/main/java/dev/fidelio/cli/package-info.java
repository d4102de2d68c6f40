/**
 * The {@code fidelio} command: a user's hands on the platform, and the platform on one machine. It
 * speaks to the services only as any other client could, over Kafka and REST.
 */
package dev.fidelio.cli;
