package dev.fidelio.registry.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An experiment that is requested repeatedly. */
@Entity
@Table(schema = "registry", name = "schedule")
public class Schedule extends PanacheEntityBase {

  /** What a schedule may be called: the ids of its experiments are longer by 19 characters. */
  public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,43}");

  @Id public String name;

  public String cron;

  /** A name of the time zone database; null for {@code fidelio.schedules.zone}. */
  public String zone;

  /** The request, but for the experiment's id and the tag that names the schedule. */
  @JdbcTypeCode(SqlTypes.JSON)
  public JsonNode template;

  public boolean enabled;

  /** Whether a time passes unused while the experiment of the last firing has not ended. */
  @Column(name = "skip_while_running")
  public boolean skipWhileRunning;

  /** Whether a time passes unused while the data set is the one that was trained on last. */
  @Column(name = "only_if_data_changed")
  public boolean onlyIfDataChanged;

  /** Times up to this one are none of the schedule's: it was not there, or not enabled. */
  @Column(name = "planned_from")
  public Instant plannedFrom;

  /** The schedule of that name. */
  public static Optional<Schedule> named(String name) {
    return findByIdOptional(name);
  }

  /** The schedule of that name, locked until the transaction ends. */
  static Optional<Schedule> locked(String name) {
    return findByIdOptional(name, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Every schedule by name. */
  public static List<Schedule> all() {
    return listAll(Sort.by("name"));
  }

  /** Those that wait for their time. */
  static List<Schedule> enabled() {
    return list("enabled", Sort.by("name"));
  }
}
