/** Kafka, PostgreSQL and MLflow as local processes. */
package dev.fidelio.testing;
