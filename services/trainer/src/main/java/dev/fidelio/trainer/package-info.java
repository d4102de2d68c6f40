/**
 * Trains the network of one experiment at a time, epoch by epoch, each committed before the next
 * begins. Knows the topic before it and the one after it, and no other service.
 */
package dev.fidelio.trainer;
