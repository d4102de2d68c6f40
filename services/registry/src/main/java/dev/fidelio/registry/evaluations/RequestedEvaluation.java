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

/** A published request for another evaluation. */
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

  /** The request of that name. */
  static Optional<RequestedEvaluation> named(String experimentId, String name) {
    return findByIdOptional(new Key(experimentId, name));
  }

  /** The requests for an experiment's model, oldest first. */
  public static List<RequestedEvaluation> ofExperiment(String experimentId) {
    return list("experimentId", Sort.by("requestedAt", "name"), experimentId);
  }
}
