/**
 * Wires the registry together: which loop feeds which projection, which decisions follow from a
 * fact, and the gauges of the whole platform.
 */
package dev.fidelio.registry.platform;
