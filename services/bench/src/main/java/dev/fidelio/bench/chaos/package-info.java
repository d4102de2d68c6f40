/**
 * Kills, terminates and freezes the processes of its own platform at random moments while it works,
 * then checks that nothing was lost or happened twice. A seed determines which process is hit, how
 * and when; what the fault interrupts depends on timing.
 */
package dev.fidelio.bench.chaos;
