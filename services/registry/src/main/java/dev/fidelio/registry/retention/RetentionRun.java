package dev.fidelio.registry.retention;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A completed retention run. */
@Entity
@Table(schema = "registry", name = "retention_run")
public class RetentionRun extends PanacheEntityBase {

  @Id
  @Column(name = "ended_at")
  public Instant endedAt;

  public int files;

  public long bytes;

  /** Whether any registry has ended one in that time. */
  static boolean isAnyBetween(Instant from, Instant to) {
    return count("endedAt between ?1 and ?2", from, to) > 0;
  }

  /** The last one of any registry. */
  public static Optional<RetentionRun> last() {
    return RetentionRun.<RetentionRun>findAll(Sort.descending("endedAt")).firstResultOptional();
  }
}
