package dev.fidelio.registry.promotion;

import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.models.Alias;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.AliasChangeRecorder.Decision;
import dev.fidelio.registry.promotion.Promotion.Kind;
import dev.fidelio.registry.promotion.gates.Finding;
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
   * Lets an alias point to the version that it held before, further back with each time. No gate
   * stands before that: the version was let through already.
   *
   * @throws RefusedException if it may not, or has held nothing before
   */
  @Transactional
  public Alias rollBack(Wish wish) {
    Model model = locked(wish);
    Alias alias = seen(wish);
    int before =
        Promotion.before(model.name, alias.name).stream()
            .findFirst()
            .orElseThrow(() -> nothingBefore(alias));
    Version version = Version.numbered(model.name, before).orElseThrow();
    List<Finding> findings =
        PromotionChecks.unforcible(version, checkpointVerifier.trouble(version));
    if (!findings.isEmpty()) {
      throw new NotPromotedException(version, findings);
    }
    return aliasChangeRecorder.move(model, alias, before, decision(wish, Kind.ROLLED_BACK));
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
