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

/** Undoes what was decided about aliases: lets them hold what they held before, or nothing. */
@Singleton
public class RollbackService {

  private final CheckpointVerifier checkpointVerifier;
  private final AliasChangeRecorder aliasChangeRecorder;

  RollbackService(CheckpointVerifier checkpointVerifier, AliasChangeRecorder aliasChangeRecorder) {
    this.checkpointVerifier = checkpointVerifier;
    this.aliasChangeRecorder = aliasChangeRecorder;
  }

  /**
   * A wish to undo.
   *
   * @param reason why; null where none is given
   * @param by who wishes it
   * @param seen what the caller has seen of the alias; empty where it has not looked
   */
  public record Wish(
      String model, String alias, String reason, String by, Optional<AliasPrecondition> seen) {}

  /**
   * Points an alias to the version that it pointed to before; each call goes one version further
   * back. No gate is evaluated: the version has passed one already. Its checkpoint is verified
   * before the model is locked; if the candidate has changed by then, the new one is verified.
   *
   * @throws RefusedException if the caller may not change the alias, the alias has held no other
   *     version, or the version is archived or damaged
   */
  public Alias rollBack(Wish wish) {
    Optional<Alias> moved = Optional.empty();
    while (moved.isEmpty()) {
      Version candidate = QuarkusTransaction.requiringNew().call(() -> candidate(wish));
      Optional<Finding> checkpoint = checkpointVerifier.problem(candidate);
      moved = QuarkusTransaction.requiringNew().call(() -> rollBack(wish, candidate, checkpoint));
    }
    return moved.get();
  }

  private static Version candidate(Wish wish) {
    Model.findByIdOptional(wish.model()).orElseThrow(() -> RefusedException.noModel(wish.model()));
    Alias alias = seen(wish);
    int before =
        Promotion.before(alias.model, alias.name).stream()
            .findFirst()
            .orElseThrow(() -> nothingBefore(alias));
    return Version.numbered(alias.model, before).orElseThrow();
  }

  /** Moves the alias; empty if it would move to another version than the verified one. */
  private Optional<Alias> rollBack(Wish wish, Version verified, Optional<Finding> checkpoint) {
    Model model = locked(wish);
    Version candidate = candidate(wish);
    if (candidate.number != verified.number) {
      return Optional.empty();
    }
    List<Finding> findings = PromotionChecks.unforcible(candidate, checkpoint);
    if (!findings.isEmpty()) {
      throw new NotPromotedException(candidate, findings);
    }
    return Optional.of(
        aliasChangeRecorder.move(
            model, seen(wish), candidate.number, decision(wish, Kind.ROLLED_BACK)));
  }

  /**
   * Takes an alias away.
   *
   * @throws RefusedException if there is no such alias, or it may not
   */
  @Transactional
  public void remove(Wish wish) {
    Model model = locked(wish);
    aliasChangeRecorder.remove(model, seen(wish), decision(wish, Kind.REMOVED));
  }

  private static Model locked(Wish wish) {
    return Model.locked(wish.model()).orElseThrow(() -> RefusedException.noModel(wish.model()));
  }

  private static Alias seen(Wish wish) {
    Alias alias =
        Alias.named(wish.model(), wish.alias())
            .orElseThrow(() -> RefusedException.noAlias(wish.model(), wish.alias()));
    AliasPrecondition.check(wish.seen(), alias.name, alias);
    return alias;
  }

  private static Decision decision(Wish wish, Kind kind) {
    return new Decision(wish.alias(), kind, wish.by(), wish.reason(), List.of());
  }

  private static RefusedException nothingBefore(Alias alias) {
    return new RefusedException(
        Reason.STATE, "%s has held nothing before version %d".formatted(alias.name, alias.version));
  }
}
