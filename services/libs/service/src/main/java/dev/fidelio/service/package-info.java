/**
 * Shared by every Quarkus service: reads the common configuration, starts the loops once the broker
 * is available, stops them, and reports their state through health checks and metrics.
 */
package dev.fidelio.service;
