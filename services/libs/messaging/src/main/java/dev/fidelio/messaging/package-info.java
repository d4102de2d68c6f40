/** The work loop, the projector loop and the publisher. */
package dev.fidelio.messaging;
