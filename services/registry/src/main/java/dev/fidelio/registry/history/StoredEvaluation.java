package dev.fidelio.registry.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** How one evaluation of an experiment's model came out, beside its scores. */
@Entity
@Table(schema = "history", name = "evaluation")
@IdClass(StoredEvaluation.Key.class)
public class StoredEvaluation extends PanacheEntityBase {

  @Id
  @Column(name = "experiment_id")
  public String experimentId;

  /** {@code default} for the first. */
  @Id public String name;

  /** Images drawn for a label (row) by the label that the classifier gives them (column). */
  @JdbcTypeCode(SqlTypes.JSON)
  public List<List<Integer>> confusion;

  @JdbcTypeCode(SqlTypes.JSON)
  public List<String> warnings;

  /** Why there are no scores; null where there are. */
  @JdbcTypeCode(SqlTypes.JSON)
  public StoredExperiment.Failure failure;

  @Column(name = "ended_at")
  public Instant endedAt;

  /** What makes an evaluation the same evaluation. */
  public record Key(String experimentId, String name) {}

  /** The evaluations of these experiments, each experiment's in the order in which they ended. */
  public static List<StoredEvaluation> ofExperiments(Collection<String> experimentIds) {
    return list("experimentId in ?1", Sort.by("experimentId", "endedAt", "name"), experimentIds);
  }
}
