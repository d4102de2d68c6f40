package dev.fidelio.registry.decisions;

import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.registry.decisions.RefusedException.Reason;
import dev.fidelio.registry.history.StoredScore;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Moves aliases: the promotion, the alias and the fact that says so are one transaction. */
@Singleton
public class Promoting {

  private final Outbox outbox;
  private final Clock clock;

  Promoting(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * A wish to let an alias point to a version.
   *
   * @param version number of the version
   * @param reason why; null where none is given
   * @param by who wishes it
   * @param seen what the caller has seen of the alias; empty where it has not looked
   */
  public record Wish(
      String model, String alias, int version, String reason, String by, Optional<Seen> seen) {}

  /** The state in which a caller has seen an alias. */
  @FunctionalInterface
  public interface Seen {

    /** Whether the alias still is as it was seen; null where there is none. */
    boolean isStill(Alias alias);
  }

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
  @Transactional
  public Promoted promote(Wish wish) {
    Model model =
        Model.locked(wish.model())
            .orElseThrow(() -> unknown("there is no model " + wish.model() + " with versions"));
    Version version =
        Version.numbered(model.name, wish.version())
            .orElseThrow(() -> unknown(model.name + " has no version " + wish.version()));
    Alias alias = Alias.named(model.name, wish.alias()).orElse(null);
    checkSeen(wish, alias);
    if (alias != null && alias.version == wish.version()) {
      return new Promoted(alias, false);
    }
    if (!StoredScore.isScored(version.experimentId)) {
      throw new RefusedException(
          Reason.NOT_EVALUATED,
          "version %d of %s has no score yet".formatted(version.number, model.name));
    }
    return move(wish, model, alias);
  }

  private Promoted move(Wish wish, Model model, Alias existing) {
    Instant now = clock.instant();
    long sequence = ++model.sequence;
    Integer from = existing == null ? null : existing.version;
    Promotion promotion = new Promotion();
    promotion.model = model.name;
    promotion.sequence = sequence;
    promotion.alias = wish.alias();
    promotion.fromVersion = from;
    promotion.toVersion = wish.version();
    promotion.by = wish.by();
    promotion.reason = wish.reason();
    promotion.at = now;
    promotion.persist();
    Alias alias = existing == null ? new Alias() : existing;
    alias.model = model.name;
    alias.name = wish.alias();
    alias.version = wish.version();
    alias.sequence = sequence;
    alias.by = wish.by();
    alias.reason = wish.reason();
    alias.at = now;
    alias.persist();
    outbox.add(
        new AliasMoved(
            model.name,
            sequence,
            alias.name,
            alias.version,
            from,
            alias.by,
            alias.verified,
            alias.reason),
        now);
    return new Promoted(alias, existing == null);
  }

  private static void checkSeen(Wish wish, Alias alias) {
    if (alias != null && wish.seen().isEmpty()) {
      throw new RefusedException(
          Reason.UNSEEN,
          "%s points to version %d: send its ETag as If-Match"
              .formatted(alias.name, alias.version));
    }
    if (wish.seen().isPresent() && !wish.seen().get().isStill(alias)) {
      String now = alias == null ? "does not exist" : "points to version " + alias.version;
      throw new RefusedException(Reason.STALE, wish.alias() + " " + now + ": read it again");
    }
  }

  private static RefusedException unknown(String what) {
    return new RefusedException(Reason.UNKNOWN, what);
  }
}
