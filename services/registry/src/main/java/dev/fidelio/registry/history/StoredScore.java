package dev.fidelio.registry.history;

import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.ScoreBuilder;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A score of an experiment's model with the conditions that make it comparable. */
@Entity
@Table(schema = "history", name = "score")
@IdClass(StoredScore.Key.class)
public class StoredScore extends PanacheEntityBase {

  @Id
  @Column(name = "experiment_id")
  public String experimentId;

  @Id public String evaluation;

  @Id public String metric;

  @Id public String extractor;

  @Id public String profile;

  public double value;

  /** Null where it is not known, like the next two. */
  public Double uncertainty;

  /** What real images score. */
  public Double floor;

  /** What noise scores. */
  public Double noise;

  @Column(name = "extractor_digest")
  public String extractorDigest;

  @Column(name = "dataset_digest")
  public String datasetDigest;

  public String split;

  @Column(name = "reference_count")
  public int referenceCount;

  @Column(name = "sample_count")
  public int sampleCount;

  /** What makes a score the same score. */
  public record Key(
      String experimentId, String evaluation, String metric, String extractor, String profile) {}

  /** The scores of these experiments, each experiment's first evaluation and whole sets first. */
  public static List<StoredScore> ofExperiments(Collection<String> experimentIds) {
    return StoredScore.<StoredScore>stream(
            "experimentId in ?1",
            Sort.by("experimentId", "evaluation", "metric", "extractor", "profile"),
            experimentIds)
        .sorted(
            Comparator.<StoredScore, String>comparing(score -> score.experimentId)
                .thenComparing(score -> !score.evaluation.equals(ModelEvaluated.FIRST))
                .thenComparing(score -> score.evaluation)
                .thenComparing(score -> score.metric.matches(".*_\\d")))
        .toList();
  }

  /** The score as in the fact. */
  public Score score() {
    return ScoreBuilder.builder()
        .metric(metric)
        .value(value)
        .uncertainty(uncertainty)
        .floor(floor)
        .noise(noise)
        .extractor(extractor)
        .extractorDigest(extractorDigest)
        .profile(profile)
        .datasetDigest(datasetDigest)
        .split(split)
        .referenceCount(referenceCount)
        .sampleCount(sampleCount)
        .build();
  }
}
