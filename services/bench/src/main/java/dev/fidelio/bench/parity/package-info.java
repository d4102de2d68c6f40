/**
 * The evaluator's side of {@code services/bench/parity}: features and FID of the same images as
 * pytorch-fid and torch-fidelity, so that their difference can be measured.
 */
package dev.fidelio.bench.parity;
