/** Trains the network. */
package dev.fidelio.trainer;
