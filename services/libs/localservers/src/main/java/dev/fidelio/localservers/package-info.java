/**
 * Kafka, PostgreSQL and MLflow as local processes, without a container engine: the servers that
 * {@code ./fidelio up} starts, and that the tests run against. The class path of the broker is a
 * resource that the build writes, so that the broker runs in a process of its own on what Maven has
 * fetched anyway.
 */
package dev.fidelio.localservers;
