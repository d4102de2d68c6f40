package dev.fidelio.registry.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** A received fact, by its event id. */
@Entity
@Table(schema = "history", name = "event")
public class StoredEvent extends PanacheEntityBase {

  @Id public String id;

  /**
   * Orders the facts of one subject, which share a partition: one more than the offset of its first
   * delivery, so that a rebuild assigns the same number.
   */
  public long number;

  /** The record's key: an experiment's id, a data set's digest. */
  public String subject;

  /** The type on the wire, {@code ce_type}. */
  public String type;

  /** When it happened. */
  public Instant at;

  /** The record's JSON. */
  public String data;

  /** The facts about a subject after the one with that number, in order. */
  public static List<StoredEvent> after(String subject, long number) {
    return list("subject = ?1 and number > ?2", Sort.by("number"), subject, number);
  }

  /** The number of an event; 0 if it is unknown. */
  public static long numberOf(String subject, String eventId) {
    return StoredEvent.<StoredEvent>find("subject = ?1 and id = ?2", subject, eventId)
        .firstResultOptional()
        .map(event -> event.number)
        .orElse(0L);
  }
}
