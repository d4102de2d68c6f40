package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.TransientException;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.gates.Finding;
import java.util.Map;
import java.util.Optional;

/**
 * The results of verifying checkpoints, obtained before the decisions that need them are locked.
 */
public final class VerifiedCheckpoints {

  private final Map<StoredCheckpoint, Optional<Finding>> problems;

  VerifiedCheckpoints(Map<StoredCheckpoint, Optional<Finding>> problems) {
    this.problems = problems;
  }

  /**
   * What is wrong with a version's checkpoint; empty if it is intact.
   *
   * @throws TransientException if the version became a candidate only after the verification, so
   *     that the decision has to be prepared again
   */
  Optional<Finding> problem(Version version) {
    Optional<Finding> problem = problems.get(StoredCheckpoint.of(version));
    if (problem == null) {
      throw new TransientException(
          "version %d of %s became a candidate after checkpoints were verified; preparing again"
              .formatted(version.number, version.model));
    }
    return problem;
  }
}
