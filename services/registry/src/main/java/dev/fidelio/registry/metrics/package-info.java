/**
 * What only the registry can say about the whole platform, as gauges: how much work waits on each
 * topic, how many experiments are in each state, and how the trainings fare.
 */
package dev.fidelio.registry.metrics;
