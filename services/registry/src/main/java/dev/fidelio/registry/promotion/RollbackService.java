package dev.fidelio.registry.promotion;

import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.models.Alias;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.AliasChangeRecorder.Decision;
import dev.fidelio.registry.promotion.Promotion.Kind;
import dev.fidelio.registry.promotion.gates.Finding;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
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
  public record RollbackCommand(
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
  public Alias rollBack(RollbackCommand command) {
    Optional<Alias> moved = Optional.empty();
    while (moved.isEmpty()) {
      Version candidate = QuarkusTransaction.requiringNew().call(() -> candidate(command));
      Optional<Finding> checkpoint = checkpointVerifier.problem(candidate);
      moved =
          QuarkusTransaction.requiringNew().call(() -> rollBack(command, candidate, checkpoint));
    }
    return moved.get();
  }

  private static Version candidate(RollbackCommand command) {
    Model.findByIdOptional(command.model())
        .orElseThrow(() -> RefusedException.noModel(command.model()));
    Alias alias = checkedAlias(command);
    int before =
        Promotion.before(alias.model, alias.name).stream()
            .findFirst()
            .orElseThrow(() -> nothingBefore(alias));
    return Version.numbered(alias.model, before).orElseThrow();
  }

  /** Moves the alias; empty if it would move to another version than the verified one. */
  private Optional<Alias> rollBack(
      RollbackCommand command, Version verified, Optional<Finding> checkpoint) {
    Model model = locked(command);
    Version candidate = candidate(command);
    if (candidate.number != verified.number) {
      return Optional.empty();
    }
    List<Finding> findings = PromotionChecks.unforcible(candidate, checkpoint);
    if (!findings.isEmpty()) {
      throw new NotPromotedException(candidate, findings);
    }
    return Optional.of(
        aliasChangeRecorder.move(
            model, checkedAlias(command), candidate.number, decision(command, Kind.ROLLED_BACK)));
  }

  /**
   * Removes an alias.
   *
   * @throws RefusedException if there is no such alias, or the precondition does not hold
   */
  @Transactional
  public void remove(RollbackCommand command) {
    Model model = locked(command);
    aliasChangeRecorder.remove(model, checkedAlias(command), decision(command, Kind.REMOVED));
  }

  private static Model locked(RollbackCommand command) {
    return Model.locked(command.model())
        .orElseThrow(() -> RefusedException.noModel(command.model()));
  }

  private static Alias checkedAlias(RollbackCommand command) {
    Alias alias =
        Alias.named(command.model(), command.alias())
            .orElseThrow(() -> RefusedException.noAlias(command.model(), command.alias()));
    AliasPrecondition.check(command.precondition(), alias.name, alias);
    return alias;
  }

  private static Decision decision(RollbackCommand command, Kind kind) {
    return new Decision(command.alias(), kind, command.by(), command.reason(), List.of());
  }

  private static RefusedException nothingBefore(Alias alias) {
    return new RefusedException(
        Reason.STATE, "%s has held nothing before version %d".formatted(alias.name, alias.version));
  }
}
