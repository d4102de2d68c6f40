/**
 * Kafka, PostgreSQL and MLflow as processes of their own on this machine, without a container
 * engine: the real ones for the tests, and the same ones for the local platform.
 */
package dev.fidelio.testing;
