package dev.fidelio.registry.decisions;

import dev.fidelio.contracts.Comparability;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Score;
import dev.fidelio.registry.gates.Finding;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Has the holder of an alias scored as its challenger was, where only the way of scoring makes the
 * two not comparable.
 */
@Singleton
class Rescoring {

  private static final int NAME_DIGITS = 20;

  private final Evaluating evaluating;

  Rescoring(Evaluating evaluating) {
    this.evaluating = evaluating;
  }

  /**
   * Whether the challenge has to wait for scores of the holder; asks for them where nobody has.
   * Each holder is scored once for each way of scoring, so that the waiting ends.
   */
  boolean isAwaited(Challenge challenge, Version version, Version holder) {
    String name = name(challenge, version);
    if (!version.datasetDigest.equals(holder.datasetDigest)
        || Scorecard.of(holder.experimentId, name).isPresent()) {
      return false;
    }
    evaluating.ask(holder, name, challenge.evaluation);
    challenge.awaitedExperimentId = holder.experimentId;
    challenge.awaitedEvaluation = name;
    return true;
  }

  /** The findings, with the reason where the holder could not be scored again. */
  List<Finding> explained(Challenge challenge, List<Finding> findings) {
    Optional<String> failure =
        Optional.ofNullable(challenge.awaitedEvaluation)
            .flatMap(name -> Scorecard.of(challenge.awaitedExperimentId, name))
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
  private static String name(Challenge challenge, Version version) {
    List<Comparability> conditions =
        Scorecard.of(version.experimentId, ModelEvaluated.FIRST).orElseThrow().scores.stream()
            .map(Score::comparability)
            .toList();
    byte[] told = Json.bytes(List.of(challenge.evaluation, conditions));
    return "as-" + Ids.sha256(told).substring(0, NAME_DIGITS);
  }
}
