package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.PromotionTarget;
import dev.fidelio.registry.promotion.gates.Finding;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An experiment's request for an automatic promotion, and its result. */
@Schema(
    name = "Challenge",
    description = "An experiment's request for an automatic promotion, and its result.")
@RecordBuilder
public record PromotionRequestView(
    @Schema(examples = "champion") String alias,
    @Schema(enumeration = {PromotionRequest.WAITING, PromotionRequest.DECIDED}) String state,
    @Schema(description = "The evaluation of the alias's holder that it waits for.")
        String awaitedEvaluation,
    @Schema(description = "Absent until it is decided.") Boolean promoted,
    @Schema(description = "Why it was not promoted; empty where it was.") List<Finding> findings,
    Instant decidedAt) {

  public static PromotionRequestView of(PromotionRequest promotionRequest) {
    boolean isWaiting = promotionRequest.state.equals(PromotionRequest.WAITING);
    return PromotionRequestViewBuilder.builder()
        .alias(promotionRequest.alias)
        .state(promotionRequest.state)
        .awaitedEvaluation(isWaiting ? promotionRequest.awaitedEvaluation : null)
        .promoted(promotionRequest.promoted)
        .findings(promotionRequest.findings)
        .decidedAt(promotionRequest.decidedAt)
        .build();
  }

  /** A promotion that was requested and not decided yet. */
  public static PromotionRequestView asked(PromotionTarget target) {
    return PromotionRequestViewBuilder.builder()
        .alias(target.alias())
        .state(PromotionRequest.WAITING)
        .awaitedEvaluation(null)
        .promoted(null)
        .findings(null)
        .decidedAt(null)
        .build();
  }
}
