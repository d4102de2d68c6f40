package dev.fidelio.registry.promotion;

import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.evaluations.StoredScorecard;
import dev.fidelio.registry.evaluations.VersionScores;
import dev.fidelio.registry.models.Alias;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.AliasChangeRecorder.Decision;
import dev.fidelio.registry.promotion.Promotion.Kind;
import dev.fidelio.registry.promotion.gates.Finding;
import dev.fidelio.registry.promotion.gates.Gates;
import dev.fidelio.registry.promotion.gates.Gates.Standing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Promotes versions because somebody wishes it, through the gate or in spite of it. */
@Singleton
public class PromotionService {

  private static final PromotionChecks ASSESSING = new PromotionChecks(VersionScores::inHistory);

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
   * A wish to let an alias point to a version.
   *
   * @param version number of the version
   * @param reason why; null where none is given
   * @param isForced whether the version is to be promoted whatever its scores are
   * @param by who wishes it
   * @param seen what the caller has seen of the alias; empty where it has not looked
   */
  public record Wish(
      String model,
      String alias,
      int version,
      String reason,
      boolean isForced,
      String by,
      Optional<AliasPrecondition> seen) {}

  /**
   * What came of it.
   *
   * @param alias the alias as it is now
   * @param isNew whether it did not exist before
   */
  public record Promoted(Alias alias, boolean isNew) {}

  /**
   * Lets an alias point to a version. Where it already does nothing is written.
   *
   * @throws RefusedException if it may not
   */
  public Promoted promote(Wish wish) {
    Version version = QuarkusTransaction.requiringNew().call(() -> look(wish));
    // Checkpoints never change, so this result still holds once the model is locked.
    Optional<Finding> checkpoint = checkpointVerifier.problem(version);
    return QuarkusTransaction.requiringNew().call(() -> decide(wish, checkpoint));
  }

  /** Spares those who come too late the reading of the weights. */
  private static Version look(Wish wish) {
    Version version = known(wish.model(), wish.version());
    AliasPrecondition.check(
        wish.seen(), wish.alias(), Alias.named(wish.model(), wish.alias()).orElse(null));
    return version;
  }

  private Promoted decide(Wish wish, Optional<Finding> checkpoint) {
    Model model = Model.locked(wish.model()).orElseThrow();
    Version version = known(model.name, wish.version());
    Alias alias = Alias.named(model.name, wish.alias()).orElse(null);
    AliasPrecondition.check(wish.seen(), wish.alias(), alias);
    if (alias != null && alias.version == wish.version()) {
      return new Promoted(alias, false);
    }
    List<Finding> findings =
        ASSESSING.findings(
            version,
            Optional.ofNullable(alias).map(held -> known(model.name, held.version)),
            gates.before(model.name, wish.alias()).map(Standing::gate),
            checkpoint);
    boolean mayPass = wish.isForced() && findings.stream().allMatch(one -> one.code().isForcible());
    if (!findings.isEmpty() && !mayPass) {
      throw new NotPromotedException(version, findings);
    }
    // An automatic challenge has to find the holder's scores, however far its reader has come.
    VersionScores.inHistory(version.experimentId)
        .byEvaluation()
        .forEach((name, scores) -> StoredScorecard.keep(version.experimentId, name, scores, null));
    Kind kind = findings.isEmpty() ? Kind.PROMOTED : Kind.FORCED;
    Decision decision = new Decision(wish.alias(), kind, wish.by(), wish.reason(), findings);
    return new Promoted(
        aliasChangeRecorder.move(model, alias, version.number, decision), alias == null);
  }

  private static Version known(String model, int number) {
    Model.findByIdOptional(model).orElseThrow(() -> RefusedException.noModel(model));
    return Version.numbered(model, number)
        .orElseThrow(() -> RefusedException.noVersion(model, number));
  }
}
