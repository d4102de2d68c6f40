/** The write-once artifact store. */
package dev.fidelio.artifacts;
