package dev.fidelio.tracker.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fidelio.contracts.AliasDrifted;
import dev.fidelio.contracts.AliasMended;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import java.time.Instant;

/**
 * An alias whose target in MLflow differed from the last decision. It is stored in MLflow before it
 * is announced or reverted, so that after a crash the same facts are published again.
 *
 * @param fact the fact to announce
 * @param at when it was found
 * @param isAnnounced whether the drift has been announced; MLflow stores it as {@code isTold}
 * @param mendedAt when it was repaired; null until then
 */
public record AliasDrift(
    AliasDrifted fact, Instant at, @JsonProperty("isTold") boolean isAnnounced, Instant mendedAt) {

  public static AliasDrift noticed(AliasDrifted fact, Instant at) {
    return new AliasDrift(fact, at, false, null);
  }

  public AliasDrift announced() {
    return new AliasDrift(fact, at, true, mendedAt);
  }

  public AliasDrift mended(Instant when) {
    return new AliasDrift(fact, at, isAnnounced, when);
  }

  boolean wasMended() {
    return mendedAt != null;
  }

  /** The fact that announces the drift. */
  Message drifted(String source) {
    return Message.of(id("alias-drifted"), at, source, fact);
  }

  /** The fact that announces the repair. */
  public Message mended(String source) {
    AliasMended mended = new AliasMended(fact.model(), fact.alias(), at);
    return Message.of(id("alias-mended"), mendedAt, source, mended);
  }

  private String id(String what) {
    return Ids.nameBased("%s/%s/%s/%s".formatted(what, fact.model(), fact.alias(), at));
  }
}
