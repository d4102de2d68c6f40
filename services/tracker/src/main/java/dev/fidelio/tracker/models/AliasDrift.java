package dev.fidelio.tracker.models;

import dev.fidelio.contracts.AliasDrifted;
import dev.fidelio.contracts.AliasMended;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import java.time.Instant;

/**
 * An alias that MLflow held otherwise than decided. It is noted down in MLflow before anything is
 * said or done about it, so that whoever goes on after a crash says the same again.
 *
 * @param fact what was found
 * @param at when
 * @param isTold whether the log has it
 * @param mendedAt when it was set right; null until then
 */
public record AliasDrift(AliasDrifted fact, Instant at, boolean isTold, Instant mendedAt) {

  public static AliasDrift noticed(AliasDrifted fact, Instant at) {
    return new AliasDrift(fact, at, false, null);
  }

  public AliasDrift told() {
    return new AliasDrift(fact, at, true, mendedAt);
  }

  public AliasDrift mended(Instant when) {
    return new AliasDrift(fact, at, isTold, when);
  }

  boolean wasMended() {
    return mendedAt != null;
  }

  /** Says that there is a drift. */
  Message drifted(String source) {
    return Message.of(id("alias-drifted"), at, source, fact);
  }

  /** Says that it is mended. */
  public Message mended(String source) {
    AliasMended mended = new AliasMended(fact.model(), fact.alias(), at);
    return Message.of(id("alias-mended"), mendedAt, source, mended);
  }

  private String id(String what) {
    return Ids.nameBased("%s/%s/%s/%s".formatted(what, fact.model(), fact.alias(), at));
  }
}
