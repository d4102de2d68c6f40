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

/** An experiment whose model shall take an alias by itself, and what was decided about that. */
@Entity
@Table(schema = "registry", name = "challenge")
public class PromotionRequest extends PanacheEntityBase {

  /** Nothing is decided yet. */
  public static final String WAITING = "waiting";

  /** It is decided, for ever. */
  public static final String DECIDED = "decided";

  @Id
  @Column(name = "experiment_id")
  public String experimentId;

  public String model;

  public String alias;

  /** How the experiment's model is judged. */
  @JdbcTypeCode(SqlTypes.JSON)
  public Evaluation evaluation;

  /** The number of the version that the experiment has become; null while it is none. */
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

  /** Why it does not, none where it does; null until it is decided. */
  @JdbcTypeCode(SqlTypes.JSON)
  public List<Finding> findings;

  @Column(name = "decided_at")
  public Instant decidedAt;

  boolean isWaiting() {
    return state.equals(WAITING);
  }

  /** The challenge of that experiment, where it has made one. */
  public static Optional<PromotionRequest> of(String experimentId) {
    return findByIdOptional(experimentId);
  }

  /** The challenges of these experiments, by experiment. */
  public static Map<String, PromotionRequest> ofExperiments(Collection<String> experimentIds) {
    return PromotionRequest.<PromotionRequest>stream("experimentId in ?1", experimentIds)
        .collect(Collectors.toMap(challenge -> challenge.experimentId, Function.identity()));
  }

  /** Those that wait for an evaluation of the holder, the lesser ids first. */
  static List<PromotionRequest> awaiting(String experimentId, String evaluation) {
    return list(
        "awaitedExperimentId = ?1 and awaitedEvaluation = ?2 and state = ?3 order by experimentId",
        experimentId,
        evaluation,
        WAITING);
  }
}
