/**
 * Loss curves as pictures: the trainer draws those of one training, the registry those of several
 * over each other.
 */
package dev.fidelio.charts;
