package dev.fidelio.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How a trained model is judged.
 *
 * @param extractor the network whose features are compared
 * @param samples images drawn for the evaluation
 * @param seed from which they are drawn; absent for the seed of the training
 * @param allow what would otherwise be rejected, each recorded as a warning beside the scores
 */
public record Evaluation(
    String extractor,
    int samples,
    Long seed,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Allowance> allow) {

  public Evaluation {
    Constraints.requireText(extractor, "extractor");
    Constraints.requirePositive(samples, "samples");
    Constraints.optional(seed, "seed", Constraints::requireNotNegative);
    allow = allow == null ? List.of() : List.copyOf(allow);
  }

  /** With the seed of the training, and nothing allowed. */
  public Evaluation(String extractor, int samples) {
    this(extractor, samples, null, List.of());
  }
}
