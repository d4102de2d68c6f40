package dev.fidelio.contracts;

import java.util.Objects;

/**
 * How a trained model is judged.
 *
 * @param extractor the network whose features are compared
 * @param samples images drawn for the evaluation
 */
public record Evaluation(String extractor, int samples) {

  public Evaluation {
    Objects.requireNonNull(extractor, "extractor");
  }
}
