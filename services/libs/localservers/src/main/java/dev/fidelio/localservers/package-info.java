/**
 * Kafka, PostgreSQL and MLflow as local processes, without a container engine: the servers that
 * {@code ./fidelio up} starts, and that the tests run against. The build writes the broker's class
 * path to a resource, so that the broker runs in its own process from the jars in the local Maven
 * repository.
 */
package dev.fidelio.localservers;
