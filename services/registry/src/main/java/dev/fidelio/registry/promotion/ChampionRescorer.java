package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.Comparability;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Score;
import dev.fidelio.formats.Digests;
import dev.fidelio.registry.evaluations.EvaluationService;
import dev.fidelio.registry.evaluations.StoredScorecard;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.gates.Finding;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Requests an evaluation of an alias's holder under the candidate's conditions, if the two are not
 * comparable otherwise.
 */
@Singleton
class ChampionRescorer {

  private static final int NAME_DIGITS = 20;

  private final EvaluationService evaluationService;

  ChampionRescorer(EvaluationService evaluationService) {
    this.evaluationService = evaluationService;
  }

  /**
   * Whether the promotion request has to wait for scores of the holder, which are requested if they
   * were not before. Each holder is scored once under the same conditions, so the wait ends.
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

  /**
   * Derived from the candidate's scoring conditions, so that equal candidates share the evaluation.
   */
  private static String name(PromotionRequest promotionRequest, Version version) {
    List<Comparability> conditions =
        StoredScorecard.of(version.experimentId, ModelEvaluated.FIRST).orElseThrow().scores.stream()
            .map(Score::comparability)
            .toList();
    byte[] conditionsJson = Json.bytes(List.of(promotionRequest.evaluation, conditions));
    return "as-" + Digests.sha256(conditionsJson).substring(0, NAME_DIGITS);
  }
}
