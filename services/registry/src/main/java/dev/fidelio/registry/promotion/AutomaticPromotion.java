package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.Payload;
import dev.fidelio.registry.evaluations.EvaluationOutcome;
import dev.fidelio.registry.evaluations.StoredScorecard;
import dev.fidelio.registry.models.Alias;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.AliasChangeRecorder.Decision;
import dev.fidelio.registry.promotion.Promotion.Kind;
import dev.fidelio.registry.promotion.gates.Finding;
import dev.fidelio.registry.promotion.gates.Finding.Code;
import dev.fidelio.registry.promotion.gates.Gates;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides the promotions that experiment requests ask for: a version that passes the gate takes the
 * alias. Each request is decided once.
 */
@Singleton
public class AutomaticPromotion {

  /** The recorded name of automatic decisions. */
  private static final String BY = "fidelio";

  private static final PromotionChecks CHECKS = new PromotionChecks(StoredScorecard::ofExperiment);

  private final Gates gates;
  private final CheckpointVerifier checkpointVerifier;
  private final ChampionRescorer championRescorer;
  private final AliasChangeRecorder aliasChangeRecorder;
  private final Clock clock;

  AutomaticPromotion(
      Gates gates,
      CheckpointVerifier checkpointVerifier,
      ChampionRescorer championRescorer,
      AliasChangeRecorder aliasChangeRecorder,
      Clock clock) {
    this.gates = gates;
    this.checkpointVerifier = checkpointVerifier;
    this.championRescorer = championRescorer;
    this.aliasChangeRecorder = aliasChangeRecorder;
    this.clock = clock;
  }

  /** Stores the promotion request of an accepted experiment, if it has one. */
  public void accept(ExperimentAccepted accepted) {
    if (accepted.experiment().promotion() == null
        || PromotionRequest.of(accepted.experimentId()).isPresent()) {
      return;
    }
    PromotionRequest promotionRequest = new PromotionRequest();
    promotionRequest.experimentId = accepted.experimentId();
    promotionRequest.model = accepted.experiment().model();
    promotionRequest.alias = accepted.experiment().promotion().alias();
    promotionRequest.evaluation = accepted.experiment().evaluation();
    promotionRequest.state = PromotionRequest.WAITING;
    promotionRequest.persist();
  }

  /**
   * Verifies the checkpoint of every version that these facts may get promoted. It reads whole
   * files, so the caller must not hold a lock.
   */
  public VerifiedCheckpoints verify(List<Payload> facts) {
    Set<StoredCheckpoint> candidates =
        QuarkusTransaction.requiringNew().call(() -> PromotionCandidates.of(facts));
    return checkpointVerifier.verify(candidates);
  }

  /**
   * Decides the promotion requests that wait for an evaluation.
   *
   * @param models the models of all these requests, locked
   * @param checkpoints verified for these facts
   */
  public void decide(
      Map<String, Model> models,
      EvaluationOutcome evaluationOutcome,
      VerifiedCheckpoints checkpoints) {
    if (evaluationOutcome.isFirst()) {
      PromotionRequest.of(evaluationOutcome.experimentId())
          .filter(PromotionRequest::isWaiting)
          .filter(promotionRequest -> promotionRequest.awaitedEvaluation == null)
          .ifPresent(
              promotionRequest -> {
                if (evaluationOutcome.failure() == null) {
                  decide(models, promotionRequest, checkpoints);
                } else {
                  refuse(promotionRequest, evaluationOutcome.failure());
                }
              });
    }
    PromotionRequest.awaiting(evaluationOutcome.experimentId(), evaluationOutcome.evaluation())
        .forEach(promotionRequest -> decide(models, promotionRequest, checkpoints));
  }

  private void decide(
      Map<String, Model> models,
      PromotionRequest promotionRequest,
      VerifiedCheckpoints checkpoints) {
    Version.ofExperiment(promotionRequest.model, promotionRequest.experimentId)
        .ifPresentOrElse(
            version ->
                decide(models.get(promotionRequest.model), promotionRequest, version, checkpoints),
            () -> refuse(promotionRequest, "an experiment that has become no version"));
  }

  private void decide(
      Model model,
      PromotionRequest promotionRequest,
      Version version,
      VerifiedCheckpoints checkpoints) {
    promotionRequest.version = version.number;
    Alias alias = Alias.named(model.name, promotionRequest.alias).orElse(null);
    if (alias != null && alias.version == version.number) {
      end(promotionRequest, List.of());
      return;
    }
    Optional<Version> holder =
        Optional.ofNullable(alias)
            .map(held -> Version.numbered(model.name, held.version).orElseThrow());
    List<Finding> findings =
        CHECKS.findings(
            version,
            holder,
            Optional.of(gates.unattended(model.name, promotionRequest.alias)),
            checkpoints.problem(version));
    if (holder.isPresent() && isNotComparableOnly(findings)) {
      if (championRescorer.isAwaited(promotionRequest, version, holder.get())) {
        return;
      }
      findings = championRescorer.explained(promotionRequest, findings);
    }
    if (findings.isEmpty()) {
      String reason = "requested by experiment " + promotionRequest.experimentId;
      Decision decision =
          new Decision(promotionRequest.alias, Kind.AUTOMATIC, BY, reason, List.of());
      aliasChangeRecorder.move(model, alias, version.number, decision);
    }
    end(promotionRequest, findings);
  }

  private void refuse(PromotionRequest promotionRequest, String why) {
    end(promotionRequest, List.of(new Finding(Code.NOT_EVALUATED, why, "an evaluated model")));
  }

  private void end(PromotionRequest promotionRequest, List<Finding> findings) {
    promotionRequest.state = PromotionRequest.DECIDED;
    promotionRequest.promoted = findings.isEmpty();
    promotionRequest.findings = findings;
    promotionRequest.decidedAt = clock.instant();
  }

  private static boolean isNotComparableOnly(List<Finding> findings) {
    return findings.size() == 1 && findings.get(0).code() == Code.NOT_COMPARABLE;
  }
}
