/**
 * What is going on right now: the progress of trainings, kept in memory only, and the streams of
 * those who watch an experiment from any instance of the registry.
 */
package dev.fidelio.registry.live;
