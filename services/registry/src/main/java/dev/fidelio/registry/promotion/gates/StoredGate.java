package dev.fidelio.registry.promotion.gates;

import dev.fidelio.registry.models.Alias;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A gate that was set for an alias of a model. */
@Entity
@Table(schema = "registry", name = "gate")
@IdClass(Alias.Key.class)
public class StoredGate extends PanacheEntityBase {

  @Id public String model;

  @Id
  @Column(name = "alias")
  public String name;

  @JdbcTypeCode(SqlTypes.JSON)
  public Gate rule;

  @Column(name = "decided_by")
  public String by;

  @Column(name = "decided_at")
  public Instant at;

  /** The gate of the model's alias of that name. */
  static Optional<StoredGate> of(String model, String alias) {
    return findByIdOptional(new Alias.Key(model, alias));
  }
}
