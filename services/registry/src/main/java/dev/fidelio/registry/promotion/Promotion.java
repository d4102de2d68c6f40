package dev.fidelio.registry.promotion;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fidelio.contracts.Fields;
import dev.fidelio.registry.promotion.gates.Finding;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One move of an alias. Rows are only ever added. */
@Entity
@Table(schema = "registry", name = "promotion")
@IdClass(Promotion.Key.class)
public class Promotion extends PanacheEntityBase {

  /** The longest reason, in characters. */
  static final int MAX_REASON = 500;

  @Id public String model;

  /** The number of the model's fact that announced it. */
  @Id public long sequence;

  public String alias;

  @Convert(converter = KindColumn.class)
  public Kind kind;

  /** The version before; null where the alias was new. */
  @Column(name = "from_version")
  public Integer fromVersion;

  /** The version after; null where the alias was removed. */
  @Column(name = "to_version")
  public Integer toVersion;

  @Column(name = "decided_by")
  public String by;

  /** Whether the person's identity was verified. */
  public boolean verified;

  public String reason;

  /** What the version lacked when it was promoted by force; null for nothing. */
  @JdbcTypeCode(SqlTypes.JSON)
  public List<Finding> findings;

  @Column(name = "decided_at")
  public Instant at;

  /** Reads a body that gives a reason and nothing else; null where it gives none. */
  static String readReason(Fields body) {
    String reason = body.optionalText("reason", MAX_REASON);
    body.refuseOthers();
    return reason;
  }

  /** What makes a promotion the same promotion. */
  public record Key(String model, long sequence) {}

  /** The kind of a decision; in JSON in kebab case. */
  public enum Kind {
    PROMOTED,
    /** Promoted despite findings. */
    FORCED,
    /** Promoted as the experiment's request demanded. */
    AUTOMATIC,
    ROLLED_BACK,
    REMOVED;

    /** The name in JSON and in the database. */
    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Kinds as the database holds them. */
  @Converter
  static class KindColumn implements AttributeConverter<Kind, String> {

    @Override
    public String convertToDatabaseColumn(Kind kind) {
      return kind.id();
    }

    @Override
    public Kind convertToEntityAttribute(String id) {
      return Kind.valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** A page of a model's promotions before that sequence number, the newest first. */
  public static List<Promotion> page(String model, long before, int size) {
    return find("model = ?1 and sequence < ?2", Sort.descending("sequence"), model, before)
        .page(0, size)
        .list();
  }

  /**
   * The versions that successive rollbacks of an alias lead to. A rollback consumes the promotion
   * that it undoes, so the next one goes further back. A removal consumes nothing: once the alias
   * exists again, a rollback leads to the version before the removal.
   */
  public static List<Integer> before(String model, String alias) {
    Deque<Integer> held = new ArrayDeque<>();
    List<Promotion> moves = list("model = ?1 and alias = ?2", Sort.by("sequence"), model, alias);
    for (Promotion move : moves) {
      if (move.kind == Kind.ROLLED_BACK) {
        held.pop();
      } else if (move.kind != Kind.REMOVED && !move.toVersion.equals(held.peek())) {
        held.push(move.toVersion);
      }
    }
    boolean isThere = !moves.isEmpty() && moves.get(moves.size() - 1).kind != Kind.REMOVED;
    if (isThere) {
      held.pop();
    }
    return new ArrayList<>(held);
  }
}
