/**
 * How fast networks are trained: the trainer's own classes beside PyTorch, beside the bare loop, in
 * several numbers of threads and processes, and for a long time.
 */
package dev.fidelio.bench.training;
