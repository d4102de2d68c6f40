/**
 * Draws class-conditional images from trained models: the evaluation set and the picture that shows
 * a person what the model has learnt.
 */
package dev.fidelio.sampler;
