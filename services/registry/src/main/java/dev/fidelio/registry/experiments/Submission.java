package dev.fidelio.registry.experiments;

import dev.fidelio.contracts.Experiment;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An experiment submitted through REST. */
@Entity
@Table(schema = "registry", name = "submission")
public class Submission extends PanacheEntityBase {

  @Id
  @Column(name = "experiment_id")
  public String experimentId;

  /** The request with all defaults filled in. */
  @JdbcTypeCode(SqlTypes.JSON)
  public Experiment request;

  public String model;

  @Column(name = "requested_at")
  public Instant requestedAt;

  /** What the caller called its request, so that sending it again starts nothing; null for most. */
  @Column(name = "idempotency_key")
  public String idempotencyKey;

  /** The submission under that key; empty for the key null. */
  public static Optional<Submission> keyed(String key) {
    return key == null ? Optional.empty() : find("idempotencyKey", key).firstResultOptional();
  }

  /** The submission with that id. */
  public static Optional<Submission> of(String experimentId) {
    return findByIdOptional(experimentId);
  }

  /**
   * A page of submissions without facts in the history, newest first.
   *
   * @param model only this model's; null for every model's
   * @param before only those requested before this instant, or at it with a lesser id
   * @param size at most so many
   */
  public static List<Submission> withoutFacts(
      String model, Instant before, String beforeId, int size) {
    String asked =
        "(requestedAt < :before or requestedAt = :before and experimentId < :beforeId)"
            + " and not exists (select 1 from StoredExperiment e where e.id = experimentId)";
    Map<String, Object> values = new HashMap<>();
    values.put("before", before);
    values.put("beforeId", beforeId);
    if (model != null) {
      asked += " and model = :model";
      values.put("model", model);
    }
    return find(asked, Sort.by("requestedAt", "experimentId").descending(), values)
        .page(0, size)
        .list();
  }
}
