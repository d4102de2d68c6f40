package dev.fidelio.registry.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** An alias that differed in MLflow from the registry's decision. */
@Entity
@Table(schema = "history", name = "drift")
@IdClass(StoredDrift.Key.class)
public class StoredDrift extends PanacheEntityBase {

  @Id public String model;

  /** When it was detected. */
  @Id
  @Column(name = "drifted_at")
  public Instant driftedAt;

  @Id public String alias;

  /** The version that the alias should point to; null where there should be none. */
  public Integer expected;

  /** The version that it pointed to; null where that was none of ours, or there was no alias. */
  public Integer found;

  /** MLflow's own number of that version; null where there was no alias. */
  @Column(name = "found_in_mlflow")
  public String foundInMlflow;

  /** When it was corrected; null until then. */
  @Column(name = "mended_at")
  public Instant mendedAt;

  /** What makes a drift the same drift. */
  public record Key(String model, Instant driftedAt, String alias) {}

  /**
   * A page of a model's drifts, the newest first.
   *
   * @param before only those noticed before this instant, or at it of a lesser alias
   */
  public static List<StoredDrift> page(String model, Instant before, String beforeAlias, int size) {
    return find(
            "model = ?1 and (driftedAt < ?2 or driftedAt = ?2 and alias < ?3)",
            Sort.descending("driftedAt", "alias"),
            model,
            before,
            beforeAlias)
        .page(0, size)
        .list();
  }
}
