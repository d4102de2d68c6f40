package dev.fidelio.registry.models;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A trained model of one experiment under its number. */
@Entity
@Table(schema = "registry", name = "version")
@IdClass(Version.Key.class)
public class Version extends PanacheEntityBase {

  @Id public String model;

  /** From 1. */
  @Id public int number;

  @Column(name = "experiment_id")
  public String experimentId;

  @Column(name = "checkpoint_name")
  public String checkpointName;

  @Column(name = "checkpoint_digest")
  public String checkpointDigest;

  /** Bytes. */
  @Column(name = "checkpoint_size")
  public long checkpointSize;

  @Column(name = "dataset_digest")
  public String datasetDigest;

  @Column(name = "registered_at")
  public Instant registeredAt;

  /** Null where it is not archived, like the next two. */
  @Column(name = "archived_at")
  public Instant archivedAt;

  @Column(name = "archived_by")
  public String archivedBy;

  /** Null where none was given. */
  @Column(name = "archived_reason")
  public String archivedReason;

  /** What makes a version the same version. */
  public record Key(String model, int number) {}

  /** The model's version of that number. */
  public static Optional<Version> numbered(String model, int number) {
    return findByIdOptional(new Key(model, number));
  }

  /** The version of a model that an experiment has become. */
  public static Optional<Version> ofExperiment(String model, String experimentId) {
    return find("model = ?1 and experimentId = ?2", model, experimentId).firstResultOptional();
  }

  /** The names of the models that these experiments have become versions of. */
  public static Set<String> modelsOf(Collection<String> experimentIds) {
    return Version.<Version>stream("experimentId in ?1", experimentIds)
        .map(version -> version.model)
        .collect(Collectors.toSet());
  }

  /** Those of these versions of the model that there are, by number. */
  public static Map<Integer, Version> numbered(String model, Collection<Integer> numbers) {
    return Version.<Version>stream("model = ?1 and number in ?2", model, numbers)
        .collect(Collectors.toMap(version -> version.number, version -> version));
  }

  /** Those of these experiments that already have a version. */
  static Set<String> registered(Collection<String> experimentIds) {
    return Version.<Version>stream("experimentId in ?1", experimentIds)
        .map(version -> version.experimentId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The numbers of these experiments' versions, by experiment. */
  public static Map<String, Integer> numbersOf(Collection<String> experimentIds) {
    return Version.<Version>stream("experimentId in ?1", experimentIds)
        .collect(
            Collectors.toMap(
                version -> version.experimentId, version -> version.number, Math::max));
  }

  /** A page of a model's versions with lesser numbers than {@code before}, the newest first. */
  public static List<Version> page(String model, int before, int size) {
    return find("model = ?1 and number < ?2", Sort.descending("number"), model, before)
        .page(0, size)
        .list();
  }
}
