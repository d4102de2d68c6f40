package dev.fidelio.sampler;

/** A model has no weights to draw from any more. */
final class NoWeightsException extends RuntimeException {

  NoWeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
