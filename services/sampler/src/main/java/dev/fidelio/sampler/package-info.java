/** Draws class-conditional samples. */
package dev.fidelio.sampler;
