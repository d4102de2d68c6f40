package dev.fidelio.registry.decisions;

import dev.fidelio.registry.decisions.Gates.Standing;
import dev.fidelio.registry.decisions.Promotion.Kind;
import dev.fidelio.registry.decisions.Recording.Decision;
import dev.fidelio.registry.gates.Finding;
import dev.fidelio.registry.history.StoredScore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Promotes versions because somebody wishes it, through the gate or in spite of it. */
@Singleton
public class Promoting {

  private static final Assessing ASSESSING = new Assessing(StoredScore::scorecardsOf);

  private final Gates gates;
  private final Checkpoints checkpoints;
  private final Recording recording;

  Promoting(Gates gates, Checkpoints checkpoints, Recording recording) {
    this.gates = gates;
    this.checkpoints = checkpoints;
    this.recording = recording;
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
      Optional<Seen> seen) {}

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
    // Weights take a while to read and never change, so nobody else has to wait for that.
    Optional<Finding> checkpoint = checkpoints.trouble(version);
    return QuarkusTransaction.requiringNew().call(() -> decide(wish, checkpoint));
  }

  /** Spares those who come too late the reading of the weights. */
  private static Version look(Wish wish) {
    Version version = known(wish.model(), wish.version());
    Seen.check(wish.seen(), wish.alias(), Alias.named(wish.model(), wish.alias()).orElse(null));
    return version;
  }

  private Promoted decide(Wish wish, Optional<Finding> checkpoint) {
    Model model = Model.locked(wish.model()).orElseThrow();
    Version version = known(model.name, wish.version());
    Alias alias = Alias.named(model.name, wish.alias()).orElse(null);
    Seen.check(wish.seen(), wish.alias(), alias);
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
      throw RefusedException.of(version, findings);
    }
    // An automatic challenge has to find the holder's scores, however far its reader has come.
    StoredScore.scorecardsOf(version.experimentId)
        .byEvaluation()
        .forEach((name, scores) -> Scorecard.keep(version.experimentId, name, scores, null));
    Kind kind = findings.isEmpty() ? Kind.PROMOTED : Kind.FORCED;
    Decision decision = new Decision(wish.alias(), kind, wish.by(), wish.reason(), findings);
    return new Promoted(recording.move(model, alias, version.number, decision), alias == null);
  }

  private static Version known(String model, int number) {
    Model.findByIdOptional(model).orElseThrow(() -> RefusedException.noModel(model));
    return Version.numbered(model, number)
        .orElseThrow(() -> RefusedException.noVersion(model, number));
  }
}
