package dev.fidelio.registry.promotion;

import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RepeatedTransaction;
import dev.fidelio.registry.evaluations.StoredScorecard;
import dev.fidelio.registry.evaluations.VersionScores;
import dev.fidelio.registry.models.Alias;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.AliasChangeRecorder.Decision;
import dev.fidelio.registry.promotion.Promotion.Kind;
import dev.fidelio.registry.promotion.gates.Finding;
import dev.fidelio.registry.promotion.gates.Gates;
import dev.fidelio.registry.promotion.gates.Gates.EffectiveGate;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Promotes versions at a caller's request, through the gate or by force. */
@Singleton
public class PromotionService {

  private static final PromotionChecks CHECKS = new PromotionChecks(VersionScores::inHistory);

  private final Gates gates;
  private final CheckpointVerifier checkpointVerifier;
  private final AliasChangeRecorder aliasChangeRecorder;

  PromotionService(
      Gates gates, CheckpointVerifier checkpointVerifier, AliasChangeRecorder aliasChangeRecorder) {
    this.gates = gates;
    this.checkpointVerifier = checkpointVerifier;
    this.aliasChangeRecorder = aliasChangeRecorder;
  }

  /**
   * The result of a promotion.
   *
   * @param alias the alias as it is now
   * @param isNew whether it did not exist before
   */
  public record PromotionResult(Alias alias, boolean isNew) {}

  /**
   * Points an alias to a version. Where it already does nothing is written.
   *
   * @throws RefusedException if it may not
   */
  public PromotionResult promote(PromotionCommand command) {
    Version version = QuarkusTransaction.requiringNew().call(() -> checkedVersion(command));
    // Checkpoints never change, so this result still holds once the model is locked.
    Optional<Finding> checkpoint = checkpointVerifier.problem(version);
    return RepeatedTransaction.call(() -> decide(command, checkpoint));
  }

  /** Fails early, before the checkpoint is read. */
  private static Version checkedVersion(PromotionCommand command) {
    Version version = known(command.model(), command.version());
    AliasPrecondition.check(
        command.precondition(),
        command.alias(),
        Alias.named(command.model(), command.alias()).orElse(null));
    return version;
  }

  private PromotionResult decide(PromotionCommand command, Optional<Finding> checkpoint) {
    Model model = Model.locked(command.model()).orElseThrow();
    Version version = known(model.name, command.version());
    Alias alias = Alias.named(model.name, command.alias()).orElse(null);
    AliasPrecondition.check(command.precondition(), command.alias(), alias);
    if (alias != null && alias.version == command.version()) {
      return new PromotionResult(alias, false);
    }
    List<Finding> findings =
        CHECKS.findings(
            version,
            Optional.ofNullable(alias).map(held -> known(model.name, held.version)),
            gates.before(model.name, command.alias()).map(EffectiveGate::gate),
            checkpoint);
    boolean mayPass =
        command.isForced() && findings.stream().allMatch(one -> one.code().isForcible());
    if (!findings.isEmpty() && !mayPass) {
      throw new NotPromotedException(version, findings);
    }
    // Later automatic promotions compare with these scores, which their own reader may not have
    // stored yet.
    VersionScores.inHistory(version.experimentId)
        .byEvaluation()
        .forEach((name, scores) -> StoredScorecard.keep(version.experimentId, name, scores, null));
    Kind kind = findings.isEmpty() ? Kind.PROMOTED : Kind.FORCED;
    Decision decision =
        new Decision(command.alias(), kind, command.by(), command.reason(), findings);
    return new PromotionResult(
        aliasChangeRecorder.move(model, alias, version.number, decision), alias == null);
  }

  private static Version known(String model, int number) {
    Model.findByIdOptional(model).orElseThrow(() -> RefusedException.noModel(model));
    return Version.numbered(model, number)
        .orElseThrow(() -> RefusedException.noVersion(model, number));
  }
}
