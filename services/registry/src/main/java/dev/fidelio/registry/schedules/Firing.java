package dev.fidelio.registry.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One time at which a schedule was due or triggered, and what came of it. Rows are only added. */
@Entity
@Table(schema = "registry", name = "firing")
@IdClass(Firing.Key.class)
public class Firing extends PanacheEntityBase {

  private static final DateTimeFormatter IN_IDS =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuuMMdd-HHmmss")
          .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, false)
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  /** What made a schedule fire. */
  public enum Kind {
    /** Its time had come. */
    PLANNED,
    /** One or more runs were missed; this one catches up. */
    CATCH_UP,
    /** A caller triggered it. */
    MANUAL
  }

  @Id public String schedule;

  /** The time that it was due at, the first of those that it catches up with. */
  @Id
  @Column(name = "planned_at")
  public Instant plannedAt;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  public Kind kind;

  @Column(name = "fired_at")
  public Instant firedAt;

  /** The requested experiment; null if none was requested. */
  @Column(name = "experiment_id")
  public String experimentId;

  /** The request as it was sent; null where none was. */
  @JdbcTypeCode(SqlTypes.JSON)
  public JsonNode request;

  /** Why no experiment was requested; null if one was. */
  public String skipped;

  /** What its trigger was called, so that calling again triggers nothing; null for most. */
  @Column(name = "trigger_key")
  public String triggerKey;

  /** What makes a firing the same firing. */
  public record Key(String schedule, Instant plannedAt) {}

  /**
   * The experiment of a firing, the same for every instance that fires: the schedule's name and the
   * planned time in UTC, such as {@code nightly-20260102-020000}.
   */
  static String experimentId(String schedule, Instant plannedAt) {
    return schedule + "-" + IN_IDS.format(plannedAt);
  }

  /** A page of a schedule's firings planned before that instant, the newest first. */
  public static List<Firing> page(String schedule, Instant before, int size) {
    return find("schedule = ?1 and plannedAt < ?2", Sort.descending("plannedAt"), schedule, before)
        .page(0, size)
        .list();
  }

  /** The firing of the last planned time up to {@code now}; triggered ones do not count. */
  static Optional<Firing> lastPlanned(String schedule, Instant now) {
    return find(
            "schedule = ?1 and kind <> ?2 and plannedAt <= ?3",
            Sort.descending("plannedAt"),
            schedule,
            Kind.MANUAL,
            now)
        .firstResultOptional();
  }

  /** The times after that one which have fired: while the clock was ahead. */
  static Set<Instant> plannedAfter(String schedule, Instant since) {
    return Firing.<Firing>stream("schedule = ?1 and plannedAt > ?2", schedule, since)
        .map(firing -> firing.plannedAt)
        .collect(Collectors.toSet());
  }

  /** The last firing that requested an experiment. */
  static Optional<Firing> lastLaunched(String schedule) {
    return last("schedule = ?1 and experimentId is not null", schedule);
  }

  /** The digest of the data set of the last firing whose experiment has become a version. */
  static Optional<String> lastTrainedDigest(String schedule) {
    return getEntityManager()
        .createQuery(
            "select v.datasetDigest from Firing f join Version v on v.experimentId = f.experimentId"
                + " where f.schedule = ?1 order by f.firedAt desc",
            String.class)
        .setParameter(1, schedule)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The firing that was triggered under that key. */
  static Optional<Firing> triggered(String schedule, String key) {
    return find("schedule = ?1 and triggerKey = ?2", schedule, key).firstResultOptional();
  }

  private static Optional<Firing> last(String which, Object... values) {
    return find(which, Sort.descending("firedAt"), values).firstResultOptional();
  }
}
