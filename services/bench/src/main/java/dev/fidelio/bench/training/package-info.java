/**
 * Measures training: the trainer's own classes compared with PyTorch and with the bare loop, with
 * different numbers of threads and processes, and over many steps.
 */
package dev.fidelio.bench.training;
