package dev.fidelio.registry.history;

import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.Violation;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The state of an experiment according to its facts. Values that no fact has given yet are null.
 */
@Entity
@Table(schema = "history", name = "experiment")
public class StoredExperiment extends PanacheEntityBase {

  @Id public String id;

  public String model;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  public ExperimentState state;

  public String dataset;

  @Column(name = "dataset_digest")
  public String datasetDigest;

  /** The highest claim of any stage. */
  public Integer attempt;

  @Column(name = "requested_at")
  public Instant requestedAt;

  @Column(name = "updated_at")
  public Instant updatedAt;

  /** The last epoch that is committed. */
  public Integer epoch;

  public Integer epochs;

  @JdbcTypeCode(SqlTypes.JSON)
  public Hyperparameters hyperparameters;

  @JdbcTypeCode(SqlTypes.JSON)
  public Evaluation evaluation;

  @JdbcTypeCode(SqlTypes.JSON)
  public Map<String, String> tags;

  /** The last point of each curve in the last epoch, by the metric's name. */
  @JdbcTypeCode(SqlTypes.JSON)
  public Map<String, Double> losses;

  @Column(name = "mlflow_run_id")
  public String mlflowRunId;

  @Column(name = "mlflow_url")
  public String mlflowUrl;

  @JdbcTypeCode(SqlTypes.JSON)
  public Failure failure;

  @JdbcTypeCode(SqlTypes.JSON)
  public Cancellation cancellation;

  @JdbcTypeCode(SqlTypes.JSON)
  public List<Violation> violations;

  /** The experiment that this one resumes; null if it resumes none. */
  @Column(name = "resume_from")
  public String resumeFrom;

  /**
   * Why an experiment cannot be finished.
   *
   * @param stage where it failed
   * @param attempt the claim under which it did
   * @param reason why, for a person
   */
  public record Failure(String stage, int attempt, String reason) {}

  /**
   * That an experiment was stopped for good.
   *
   * @param stage the first stage that was not done
   * @param reason the requester's reason; null if none was given
   */
  public record Cancellation(String stage, String reason) {}

  /**
   * A page of experiments, the newest first.
   *
   * @param model only this model's; null for every model's
   * @param state only those in this state; null for every state
   * @param before only those requested before this instant, or at it with a lesser id
   * @param size at most so many
   */
  public static List<StoredExperiment> page(
      String model, ExperimentState state, Instant before, String beforeId, int size) {
    String asked = "(requestedAt < :before or requestedAt = :before and id < :beforeId)";
    Map<String, Object> values = new HashMap<>();
    values.put("before", before);
    values.put("beforeId", beforeId);
    if (model != null) {
      asked += " and model = :model";
      values.put("model", model);
    }
    if (state != null) {
      asked += " and state = :state";
      values.put("state", state);
    }
    return find(asked, Sort.by("requestedAt", "id").descending(), values).page(0, size).list();
  }

  /** The request of the experiment with that id, if it was cancelled or has failed. */
  public static Optional<Experiment> resumable(String id) {
    return StoredExperiment.<StoredExperiment>find(
            "id = ?1 and state in ?2 and model is not null",
            id,
            List.of(ExperimentState.CANCELLED, ExperimentState.FAILED))
        .firstResultOptional()
        .map(StoredExperiment::asked);
  }

  private Experiment asked() {
    return ExperimentBuilder.builder()
        .experimentId(id)
        .model(model)
        .dataset(dataset)
        .hyperparameters(hyperparameters)
        .evaluation(evaluation)
        .tags(tags)
        .resumeFrom(null)
        .promotion(null)
        .build();
  }

  /** The state of the experiment with that id; empty if no fact has arrived. */
  public static Optional<ExperimentState> stateOf(String id) {
    return StoredExperiment.<StoredExperiment>findByIdOptional(id)
        .map(experiment -> experiment.state);
  }

  /** The experiments that resume any of these, oldest first. */
  public static List<StoredExperiment> resuming(Collection<String> ids) {
    return list("resumeFrom in ?1", Sort.by("requestedAt", "id"), ids);
  }

  /** The experiments with these ids that have facts, by id. */
  public static Map<String, StoredExperiment> byId(Collection<String> ids) {
    return StoredExperiment.<StoredExperiment>stream("id in ?1", ids)
        .collect(Collectors.toMap(experiment -> experiment.id, experiment -> experiment));
  }
}
