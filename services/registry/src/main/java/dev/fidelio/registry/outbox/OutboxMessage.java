package dev.fidelio.registry.outbox;

import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A message that was decided with the rest of its transaction, whole, on its way to the log. */
@Entity
@Table(schema = "registry", name = "outbox")
public class OutboxMessage extends PanacheEntityBase {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long number;

  @Column(name = "event_id")
  public String eventId;

  /** The message as JSON, so that it can be published again unchanged. */
  public String message;

  /** Null until the broker has it. */
  @Column(name = "published_at")
  public Instant publishedAt;

  /** What shows that the broker has not lost it; null where nothing does. */
  public String answer;

  /** The experiment that it is about, where a fact about one is the answer. */
  public String subject;

  /** The evaluation that it requests, if any. */
  public String evaluation;

  static OutboxMessage of(Message message) {
    OutboxMessage row = new OutboxMessage();
    row.subject = message.key();
    row.eventId = message.id();
    row.message = new String(Json.bytes(message), StandardCharsets.UTF_8);
    return row;
  }

  Message read() {
    return Json.read(message.getBytes(StandardCharsets.UTF_8), Message.class);
  }

  /** The oldest messages that the broker does not have yet, in order. */
  static List<OutboxMessage> unpublished(int atMost) {
    return find("publishedAt is null", Sort.by("number")).page(0, atMost).list();
  }

  /** The number of the oldest message that the broker does not have yet. */
  static Optional<Long> oldestUnpublished() {
    return unpublished(1).stream().map(message -> message.number).findFirst();
  }

  /** The number of the newest message; 0 where there is none. */
  static long last() {
    return OutboxMessage.<OutboxMessage>findAll(Sort.descending("number"))
        .firstResultOptional()
        .map(message -> message.number)
        .orElse(0L);
  }

  static boolean isUnpublishedUpTo(long last) {
    return count("publishedAt is null and number <= ?1", last) > 0;
  }

  static boolean isAnyUnpublished() {
    return count("publishedAt is null") > 0;
  }
}
