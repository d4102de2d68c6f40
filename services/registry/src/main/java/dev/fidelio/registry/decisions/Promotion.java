package dev.fidelio.registry.decisions;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** One move of an alias. Rows are only ever added. */
@Entity
@Table(schema = "registry", name = "promotion")
@IdClass(Promotion.Key.class)
public class Promotion extends PanacheEntityBase {

  @Id public String model;

  /** The model's fact that said so. */
  @Id public long sequence;

  public String alias;

  /** The version before; null where the alias was new. */
  @Column(name = "from_version")
  public Integer fromVersion;

  @Column(name = "to_version")
  public int toVersion;

  @Column(name = "decided_by")
  public String by;

  /** Whether that person's identity was checked. */
  public boolean verified;

  public String reason;

  @Column(name = "decided_at")
  public Instant at;

  /** What makes a promotion the same promotion. */
  public record Key(String model, long sequence) {}

  /** A page of a model's promotions before that sequence number, the newest first. */
  public static List<Promotion> page(String model, long before, int size) {
    return find("model = ?1 and sequence < ?2", Sort.descending("sequence"), model, before)
        .page(0, size)
        .list();
  }
}
