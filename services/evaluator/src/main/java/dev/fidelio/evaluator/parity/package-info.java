/**
 * What {@code services/bench/parity} runs beside FID's peers, so that a person can see for
 * themselves how near the evaluator is to them. Nothing here runs inside the service.
 */
package dev.fidelio.evaluator.parity;
