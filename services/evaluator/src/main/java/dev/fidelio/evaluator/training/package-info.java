/**
 * How the weights of {@code inception-mnist} came to be, kept runnable: whoever doubts the
 * extractor can train it again. Nothing here runs inside the service.
 */
package dev.fidelio.evaluator.training;
