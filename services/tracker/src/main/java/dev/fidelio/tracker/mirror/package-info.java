/** Reads the log and mirrors each fact into runs and models. */
package dev.fidelio.tracker.mirror;
