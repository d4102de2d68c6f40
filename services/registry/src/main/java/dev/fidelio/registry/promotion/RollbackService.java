package dev.fidelio.registry.promotion;

import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.RepeatedTransaction;
import dev.fidelio.registry.models.Alias;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.AliasChangeRecorder.Decision;
import dev.fidelio.registry.promotion.Promotion.Kind;
import dev.fidelio.registry.promotion.gates.Finding;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Rolls aliases back to earlier versions and removes them. */
@Singleton
public class RollbackService {

  private final CheckpointVerifier checkpointVerifier;
  private final AliasChangeRecorder aliasChangeRecorder;

  RollbackService(CheckpointVerifier checkpointVerifier, AliasChangeRecorder aliasChangeRecorder) {
    this.checkpointVerifier = checkpointVerifier;
    this.aliasChangeRecorder = aliasChangeRecorder;
  }

  /**
   * A request to roll back or remove an alias.
   *
   * @param reason why; null where none is given
   * @param by who decided
   * @param precondition the expected state of the alias; empty if the caller sent none
   */
  public record AliasChange(
      String model,
      String alias,
      String reason,
      String by,
      Optional<AliasPrecondition> precondition) {}

  /**
   * Points an alias to the version that it pointed to before; each call goes one version further
   * back. No gate is evaluated: the version has passed one already. Its checkpoint is verified
   * before the model is locked; if the candidate has changed by then, the new one is verified.
   *
   * @throws RefusedException if the caller may not change the alias, the alias has held no other
   *     version, or the version is archived or damaged
   */
  public Alias rollBack(AliasChange change) {
    Optional<Alias> moved = Optional.empty();
    while (moved.isEmpty()) {
      Version candidate = QuarkusTransaction.requiringNew().call(() -> candidate(change));
      Optional<Finding> checkpoint = checkpointVerifier.problem(candidate);
      moved = RepeatedTransaction.call(() -> rollBack(change, candidate, checkpoint));
    }
    return moved.get();
  }

  private static Version candidate(AliasChange change) {
    Model.findByIdOptional(change.model())
        .orElseThrow(() -> RefusedException.noModel(change.model()));
    Alias alias = checkedAlias(change);
    int before =
        Promotion.before(alias.model, alias.name).stream()
            .findFirst()
            .orElseThrow(() -> nothingBefore(alias));
    return Version.numbered(alias.model, before).orElseThrow();
  }

  /** Moves the alias; empty if it would move to another version than the verified one. */
  private Optional<Alias> rollBack(
      AliasChange change, Version verified, Optional<Finding> checkpoint) {
    Model model = locked(change);
    Version candidate = candidate(change);
    if (candidate.number != verified.number) {
      return Optional.empty();
    }
    List<Finding> findings = PromotionChecks.unforcible(candidate, checkpoint);
    if (!findings.isEmpty()) {
      throw new NotPromotedException(candidate, findings);
    }
    return Optional.of(
        aliasChangeRecorder.move(
            model, checkedAlias(change), candidate.number, decision(change, Kind.ROLLED_BACK)));
  }

  /**
   * Removes an alias.
   *
   * @throws RefusedException if there is no such alias, or the precondition does not hold
   */
  public void remove(AliasChange change) {
    RepeatedTransaction.call(
        () -> {
          Model model = locked(change);
          aliasChangeRecorder.remove(model, checkedAlias(change), decision(change, Kind.REMOVED));
          return model;
        });
  }

  private static Model locked(AliasChange change) {
    return Model.locked(change.model()).orElseThrow(() -> RefusedException.noModel(change.model()));
  }

  private static Alias checkedAlias(AliasChange change) {
    Alias alias =
        Alias.named(change.model(), change.alias())
            .orElseThrow(() -> RefusedException.noAlias(change.model(), change.alias()));
    AliasPrecondition.check(change.precondition(), alias.name, alias);
    return alias;
  }

  private static Decision decision(AliasChange change, Kind kind) {
    return new Decision(change.alias(), kind, change.by(), change.reason(), List.of());
  }

  private static RefusedException nothingBefore(Alias alias) {
    return new RefusedException(
        Reason.STATE, "%s has held nothing before version %d".formatted(alias.name, alias.version));
  }
}
