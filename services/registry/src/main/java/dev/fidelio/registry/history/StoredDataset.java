package dev.fidelio.registry.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A data set in the store, by its content. */
@Entity
@Table(schema = "history", name = "dataset")
public class StoredDataset extends PanacheEntityBase {

  @Id public String digest;

  public String name;

  public String origin;

  @Column(name = "train_count")
  public int trainCount;

  @Column(name = "test_count")
  public int testCount;

  /** Test images of each label, in the order of the labels. */
  @Column(name = "test_label_counts")
  @JdbcTypeCode(SqlTypes.JSON)
  public List<Integer> testLabelCounts;

  @Column(name = "ingested_at")
  public Instant ingestedAt;

  /** Every data set, the newest first. */
  public static List<StoredDataset> newestFirst() {
    return listAll(Sort.by("ingestedAt", "digest").descending());
  }
}
