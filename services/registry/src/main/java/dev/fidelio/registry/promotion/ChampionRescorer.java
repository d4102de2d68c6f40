package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.Comparability;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Score;
import dev.fidelio.registry.evaluations.EvaluationService;
import dev.fidelio.registry.evaluations.StoredScorecard;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.gates.Finding;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Has the holder of an alias scored as its challenger was, where only the way of scoring makes the
 * two not comparable.
 */
@Singleton
class ChampionRescorer {

  private static final int NAME_DIGITS = 20;

  private final EvaluationService evaluationService;

  ChampionRescorer(EvaluationService evaluationService) {
    this.evaluationService = evaluationService;
  }

  /**
   * Whether the challenge has to wait for scores of the holder; asks for them where nobody has.
   * Each holder is scored once for each way of scoring, so that the waiting ends.
   */
  boolean isAwaited(PromotionRequest promotionRequest, Version version, Version holder) {
    String name = name(promotionRequest, version);
    if (!version.datasetDigest.equals(holder.datasetDigest)
        || StoredScorecard.of(holder.experimentId, name).isPresent()) {
      return false;
    }
    evaluationService.ask(holder, name, promotionRequest.evaluation);
    promotionRequest.awaitedExperimentId = holder.experimentId;
    promotionRequest.awaitedEvaluation = name;
    return true;
  }

  /** The findings, with the reason where the holder could not be scored again. */
  List<Finding> explained(PromotionRequest promotionRequest, List<Finding> findings) {
    Optional<String> failure =
        Optional.ofNullable(promotionRequest.awaitedEvaluation)
            .flatMap(name -> StoredScorecard.of(promotionRequest.awaitedExperimentId, name))
            .map(card -> card.failure);
    return findings.stream()
        .map(
            finding ->
                failure
                    .map(
                        why ->
                            new Finding(
                                finding.code(),
                                finding.have() + "; scoring the holder again failed: " + why,
                                finding.need()))
                    .orElse(finding))
        .toList();
  }

  /** Follows from how the challenger was scored, so that its equals share the evaluation. */
  private static String name(PromotionRequest promotionRequest, Version version) {
    List<Comparability> conditions =
        StoredScorecard.of(version.experimentId, ModelEvaluated.FIRST).orElseThrow().scores.stream()
            .map(Score::comparability)
            .toList();
    byte[] told = Json.bytes(List.of(promotionRequest.evaluation, conditions));
    return "as-" + Ids.sha256(told).substring(0, NAME_DIGITS);
  }
}
