package dev.fidelio.registry.evaluations;

import dev.fidelio.contracts.Evaluation;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A request for another evaluation. */
@Entity
@Table(schema = "registry", name = "evaluation")
@IdClass(RequestedEvaluation.Key.class)
public class RequestedEvaluation extends PanacheEntityBase {

  @Id
  @Column(name = "experiment_id")
  public String experimentId;

  @Id public String name;

  /** The request with all defaults filled in. */
  @JdbcTypeCode(SqlTypes.JSON)
  public Evaluation request;

  @Column(name = "requested_at")
  public Instant requestedAt;

  /** What makes it the same evaluation. */
  public record Key(String experimentId, String name) {}

  /** What the caller called its request, so that sending it again starts nothing; null for most. */
  @Column(name = "idempotency_key")
  public String idempotencyKey;

  /** The request for an experiment's model under that key. */
  static Optional<RequestedEvaluation> keyed(String experimentId, String key) {
    return find("experimentId = ?1 and idempotencyKey = ?2", experimentId, key)
        .firstResultOptional();
  }

  /** The request of that name. */
  static Optional<RequestedEvaluation> named(String experimentId, String name) {
    return findByIdOptional(new Key(experimentId, name));
  }

  /** The requests for an experiment's model, oldest first. */
  public static List<RequestedEvaluation> ofExperiment(String experimentId) {
    return list("experimentId", Sort.by("requestedAt", "name"), experimentId);
  }
}
