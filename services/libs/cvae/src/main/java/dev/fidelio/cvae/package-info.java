/** The conditional variational autoencoder. */
package dev.fidelio.cvae;
