package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.AliasMovedBuilder;
import dev.fidelio.contracts.AliasRemovedBuilder;
import dev.fidelio.registry.models.Alias;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.outbox.Outbox;
import dev.fidelio.registry.promotion.gates.Finding;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Records a decision about an alias in the caller's transaction, which holds the lock on the model:
 * the alias's row, the promotion and the fact.
 */
@Singleton
class AliasChangeRecorder {

  private final Outbox outbox;
  private final Clock clock;

  AliasChangeRecorder(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * A decision.
   *
   * @param alias the name of the alias
   * @param by who decided
   * @param reason why; null where none is given
   * @param findings the findings that a forced promotion overrides
   */
  record Decision(
      String alias, Promotion.Kind kind, String by, String reason, List<Finding> findings) {}

  /**
   * Points an alias to a version.
   *
   * @param existing the alias; null where it is new
   */
  Alias move(Model model, Alias existing, int version, Decision decision) {
    Integer from = existing == null ? null : existing.version;
    Promotion promotion = promotion(model, decision, from, version);
    Alias alias = existing == null ? new Alias() : existing;
    alias.model = model.name;
    alias.name = decision.alias();
    alias.version = version;
    alias.sequence = promotion.sequence;
    alias.by = decision.by();
    alias.reason = decision.reason();
    alias.at = promotion.at;
    alias.persist();
    outbox.add(
        AliasMovedBuilder.builder()
            .model(model.name)
            .sequence(promotion.sequence)
            .alias(alias.name)
            .version(version)
            .previousVersion(from)
            .by(alias.by)
            .verified(alias.verified)
            .reason(alias.reason)
            .build(),
        promotion.at);
    return alias;
  }

  /** Removes an alias. */
  void remove(Model model, Alias alias, Decision decision) {
    Promotion promotion = promotion(model, decision, alias.version, null);
    alias.delete();
    outbox.add(
        AliasRemovedBuilder.builder()
            .model(model.name)
            .sequence(promotion.sequence)
            .alias(alias.name)
            .previousVersion(alias.version)
            .by(promotion.by)
            .verified(promotion.verified)
            .reason(promotion.reason)
            .build(),
        promotion.at);
  }

  private Promotion promotion(Model model, Decision decision, Integer from, Integer to) {
    Instant now = clock.instant();
    Promotion promotion = new Promotion();
    promotion.model = model.name;
    promotion.sequence = ++model.sequence;
    promotion.alias = decision.alias();
    promotion.kind = decision.kind();
    promotion.fromVersion = from;
    promotion.toVersion = to;
    promotion.by = decision.by();
    promotion.reason = decision.reason();
    promotion.findings = decision.findings().isEmpty() ? null : decision.findings();
    promotion.at = now;
    promotion.persist();
    return promotion;
  }
}
