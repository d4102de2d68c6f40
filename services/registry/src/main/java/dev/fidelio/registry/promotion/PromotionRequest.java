package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.Evaluation;
import dev.fidelio.registry.promotion.gates.Finding;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An experiment's request for an automatic promotion, and its result. */
@Entity
@Table(schema = "registry", name = "challenge")
public class PromotionRequest extends PanacheEntityBase {

  /** Nothing is decided yet. */
  public static final String WAITING = "waiting";

  /** The decision is final. */
  public static final String DECIDED = "decided";

  @Id
  @Column(name = "experiment_id")
  public String experimentId;

  public String model;

  public String alias;

  /** How the experiment's model is judged. */
  @JdbcTypeCode(SqlTypes.JSON)
  public Evaluation evaluation;

  /** The number of the experiment's version; null until it is registered. */
  public Integer version;

  /** {@link #WAITING} or {@link #DECIDED}. */
  public String state;

  /** The experiment of the alias's holder that is scored again first; null for none. */
  @Column(name = "awaited_experiment_id")
  public String awaitedExperimentId;

  /** The name of that evaluation. */
  @Column(name = "awaited_evaluation")
  public String awaitedEvaluation;

  /** Whether the alias points to the version; null until it is decided. */
  public Boolean promoted;

  /** Why it was not promoted; empty if it was, null until it is decided. */
  @JdbcTypeCode(SqlTypes.JSON)
  public List<Finding> findings;

  @Column(name = "decided_at")
  public Instant decidedAt;

  boolean isWaiting() {
    return state.equals(WAITING);
  }

  /** The promotion request of that experiment, if it has one. */
  public static Optional<PromotionRequest> of(String experimentId) {
    return findByIdOptional(experimentId);
  }

  /** The promotion requests of these experiments, by experiment. */
  public static Map<String, PromotionRequest> ofExperiments(Collection<String> experimentIds) {
    return PromotionRequest.<PromotionRequest>stream("experimentId in ?1", experimentIds)
        .collect(Collectors.toMap(challenge -> challenge.experimentId, Function.identity()));
  }

  /** The requests that wait for an evaluation of the holder, by id. */
  static List<PromotionRequest> awaiting(String experimentId, String evaluation) {
    return list(
        "awaitedExperimentId = ?1 and awaitedEvaluation = ?2 and state = ?3 order by experimentId",
        experimentId,
        evaluation,
        WAITING);
  }
}
