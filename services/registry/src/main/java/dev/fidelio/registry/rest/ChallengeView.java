package dev.fidelio.registry.rest;

import dev.fidelio.contracts.PromotionTarget;
import dev.fidelio.registry.decisions.Challenge;
import dev.fidelio.registry.gates.Finding;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which alias an experiment's model shall take by itself, and what became of that. */
@Schema(
    name = "Challenge",
    description = "Which alias an experiment's model shall take by itself, and what became of it.")
public record ChallengeView(
    @Schema(examples = "champion") String alias,
    @Schema(enumeration = {Challenge.WAITING, Challenge.DECIDED}) String state,
    @Schema(description = "The evaluation of the alias's holder that it waits for.")
        String awaitedEvaluation,
    @Schema(description = "Absent until it is decided.") Boolean promoted,
    @Schema(description = "Why it was not promoted; empty where it was.") List<Finding> findings,
    Instant decidedAt) {

  static ChallengeView of(Challenge challenge) {
    boolean isWaiting = challenge.state.equals(Challenge.WAITING);
    return new ChallengeView(
        challenge.alias,
        challenge.state,
        isWaiting ? challenge.awaitedEvaluation : null,
        challenge.promoted,
        challenge.findings,
        challenge.decidedAt);
  }

  /** One that was only asked for. */
  static ChallengeView asked(PromotionTarget target) {
    return new ChallengeView(target.alias(), Challenge.WAITING, null, null, null, null);
  }
}
