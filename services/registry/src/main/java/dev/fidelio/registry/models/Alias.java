package dev.fidelio.registry.models;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A name that points to one of a model's versions. */
@Entity
@Table(schema = "registry", name = "alias")
@IdClass(Alias.Key.class)
public class Alias extends PanacheEntityBase {

  @Id public String model;

  @Id public String name;

  /** The number of the version. */
  public int version;

  /** The model's fact that made it point there. */
  public long sequence;

  @Column(name = "decided_by")
  public String by;

  /** Whether the person's identity was verified. */
  public boolean verified;

  public String reason;

  @Column(name = "decided_at")
  public Instant at;

  /** What makes an alias the same alias. */
  public record Key(String model, String name) {}

  /** The model's alias of that name. */
  public static Optional<Alias> named(String model, String name) {
    return findByIdOptional(new Key(model, name));
  }

  /** The model's aliases, by name. */
  public static List<Alias> ofModel(String model) {
    return list("model", Sort.by("name"), model);
  }

  /** The names of the aliases that point to a version. */
  public static List<String> of(Version version) {
    return ofModel(version.model).stream()
        .filter(alias -> alias.version == version.number)
        .map(alias -> alias.name)
        .toList();
  }

  /** Every model's aliases. */
  public static List<Alias> all() {
    return listAll(Sort.by("model", "name"));
  }
}
