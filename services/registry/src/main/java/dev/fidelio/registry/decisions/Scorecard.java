package dev.fidelio.registry.decisions;

import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Score;
import dev.fidelio.registry.gates.Scorecards;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** How an evaluation came out, as decisions look at it. */
@Entity
@Table(schema = "registry", name = "scorecard")
@IdClass(Scorecard.Key.class)
public class Scorecard extends PanacheEntityBase {

  @Id
  @Column(name = "experiment_id")
  public String experimentId;

  @Id public String evaluation;

  /** None where it failed. */
  @JdbcTypeCode(SqlTypes.JSON)
  public List<Score> scores;

  /** Why it failed; null where it did not. */
  public String failure;

  /** What makes it the same evaluation. */
  public record Key(String experimentId, String evaluation) {}

  /** The evaluation of that name, where it has ended. */
  static Optional<Scorecard> of(String experimentId, String evaluation) {
    return findByIdOptional(new Key(experimentId, evaluation));
  }

  /** All scores of an experiment's model. */
  static Scorecards ofExperiment(String experimentId) {
    return new Scorecards(
        Scorecard.<Scorecard>stream("experimentId", experimentId)
            .collect(Collectors.toMap(card -> card.evaluation, card -> card.scores)));
  }

  /** Keeps what is heard first of an evaluation; all else is the same again. */
  static void keep(String experimentId, String evaluation, List<Score> scores, String failure) {
    getEntityManager()
        .createNativeQuery(
            "insert into registry.scorecard (experiment_id, evaluation, scores, failure)"
                + " values (?1, ?2, cast(?3 as jsonb), ?4) on conflict do nothing")
        .setParameter(1, experimentId)
        .setParameter(2, evaluation)
        .setParameter(3, new String(Json.bytes(scores), StandardCharsets.UTF_8))
        .setParameter(4, failure)
        .executeUpdate();
  }
}
