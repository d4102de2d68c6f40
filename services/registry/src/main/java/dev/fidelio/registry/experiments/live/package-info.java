/**
 * What is going on right now: the progress of running trainings, kept in memory only, and the
 * server-sent event streams of an experiment, served by any instance of the registry.
 */
package dev.fidelio.registry.experiments.live;
