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

/** One point of an experiment's curve. */
@Entity
@Table(schema = "history", name = "metric_point")
@IdClass(StoredPoint.Key.class)
public class StoredPoint extends PanacheEntityBase {

  @Id
  @Column(name = "experiment_id")
  public String experimentId;

  @Id public String name;

  @Id public long step;

  @Id
  @Column(name = "measured_at")
  public Instant measuredAt;

  public double value;

  /** What makes a point the same point. */
  public record Key(String experimentId, String name, long step, Instant measuredAt) {}

  /** Every curve of an experiment, by name and step. */
  public static List<StoredPoint> ofExperiment(String experimentId) {
    return list("experimentId", Sort.by("name", "step", "measuredAt"), experimentId);
  }

  /** One curve of an experiment, by step. */
  public static List<StoredPoint> ofExperiment(String experimentId, String name) {
    return list(
        "experimentId = ?1 and name = ?2", Sort.by("step", "measuredAt"), experimentId, name);
  }

  /** The curves of these experiments by these names, each curve by step. */
  public static List<StoredPoint> ofExperiments(
      Collection<String> experimentIds, Collection<String> names) {
    return list(
        "experimentId in ?1 and name in ?2",
        Sort.by("experimentId", "name", "step", "measuredAt"),
        experimentIds,
        names);
  }
}
