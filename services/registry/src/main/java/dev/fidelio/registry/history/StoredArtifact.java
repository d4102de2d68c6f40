package dev.fidelio.registry.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;

/** A file of an experiment, under the name that it has in the store, in MLflow and in REST. */
@Entity
@Table(schema = "history", name = "artifact")
@IdClass(StoredArtifact.Key.class)
public class StoredArtifact extends PanacheEntityBase {

  @Id
  @Column(name = "experiment_id")
  public String experimentId;

  @Id public String name;

  /** SHA-256 of the bytes. */
  public String digest;

  /** Bytes. */
  public long size;

  /** The epoch after which it was taken; null for what is no checkpoint. */
  public Integer epoch;

  /** What makes a file the same file. */
  public record Key(String experimentId, String name) {}

  /** The file of that name, where a fact has named it. */
  public static Optional<StoredArtifact> named(String experimentId, String name) {
    return findByIdOptional(new Key(experimentId, name));
  }

  /** The checkpoints, in the order of their epochs. */
  public static List<StoredArtifact> checkpointsOf(String experimentId) {
    return list("experimentId = ?1 and epoch is not null", Sort.by("epoch"), experimentId);
  }
}
