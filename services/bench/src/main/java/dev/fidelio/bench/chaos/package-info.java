/**
 * Kills and stops the processes of a platform of its own at random moments while it works, then
 * looks whether anything was lost or happened twice. Which process, how and when follows from a
 * seed; what it does to the work follows from the moment.
 */
package dev.fidelio.bench.chaos;
