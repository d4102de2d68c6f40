/** Gaussian statistics and the Fréchet distance. */
package dev.fidelio.fid;
