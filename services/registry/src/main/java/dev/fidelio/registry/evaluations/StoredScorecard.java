package dev.fidelio.registry.evaluations;

import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Score;
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

/** The outcome of an evaluation, as promotion decisions read it. */
@Entity
@Table(schema = "registry", name = "scorecard")
@IdClass(StoredScorecard.Key.class)
public class StoredScorecard extends PanacheEntityBase {

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
  public static Optional<StoredScorecard> of(String experimentId, String evaluation) {
    return findByIdOptional(new Key(experimentId, evaluation));
  }

  /** All scores of an experiment's model. */
  public static VersionScores ofExperiment(String experimentId) {
    return new VersionScores(
        StoredScorecard.<StoredScorecard>stream("experimentId", experimentId)
            .collect(Collectors.toMap(card -> card.evaluation, card -> card.scores)));
  }

  /** Stores the first outcome of an evaluation; later deliveries repeat it. */
  public static void keep(
      String experimentId, String evaluation, List<Score> scores, String failure) {
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
