package dev.fidelio.registry.models;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;

/** A model. The lock on its row serialises the numbering of its versions and facts. */
@Entity
@Table(schema = "registry", name = "model")
public class Model extends PanacheEntityBase {

  @Id public String name;

  /** The number of the latest version. */
  public int versions;

  /** The number of the latest fact about the model. */
  public long sequence;

  /** The model of that name, locked until the transaction ends. */
  public static Optional<Model> locked(String name) {
    return findByIdOptional(name, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The model with that name, created if it is new, locked until the transaction ends. */
  public static Model lockedOrNew(String name) {
    return locked(name)
        .orElseGet(
            () -> {
              getEntityManager()
                  .createNativeQuery(
                      "insert into registry.model (name) values (?1) on conflict do nothing")
                  .setParameter(1, name)
                  .executeUpdate();
              return locked(name).orElseThrow();
            });
  }

  /** Every model by name. */
  public static List<Model> all() {
    return listAll(Sort.by("name"));
  }
}
