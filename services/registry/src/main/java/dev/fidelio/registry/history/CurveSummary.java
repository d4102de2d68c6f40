package dev.fidelio.registry.history;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;

/**
 * A whole curve of an experiment, one point for each epoch, in a few numbers.
 *
 * @param name the metric
 * @param mean the mean of its values
 * @param least its least value
 * @param leastAt the epoch of that, from 1; the first of several
 */
public record CurveSummary(
    String experimentId, String name, double mean, double least, int leastAt) {

  /** Reads indexes alone: the epoch is how many points there are up to the step. */
  private static final String QUERY =
      """
      select experiment_id, name, mean, least,
          (select count(*) from history.metric_point as point
           where point.experiment_id = curve.experiment_id and point.name = curve.name
             and point.step <= curve.least_step) as least_at
      from (
        select experiment_id, name, avg(value) as mean, min(value) as least,
            (select step from history.metric_point as point
             where point.experiment_id = whole.experiment_id and point.name = whole.name
             order by value, step limit 1) as least_step
        from history.metric_point as whole
        where experiment_id in (:experiments) and name in (:names)
        group by experiment_id, name) as curve
      """;

  /** The curves of these experiments by these names, as far as there are any. */
  public static List<CurveSummary> of(Collection<String> experimentIds, Collection<String> names) {
    return Panache.getSession()
        .createNativeQuery(QUERY, Tuple.class)
        .setParameter("experiments", experimentIds)
        .setParameter("names", names)
        .getResultList()
        .stream()
        .map(CurveSummary::of)
        .toList();
  }

  private static CurveSummary of(Tuple row) {
    return new CurveSummary(
        row.get("experiment_id", String.class),
        row.get("name", String.class),
        row.get("mean", Double.class),
        row.get("least", Double.class),
        row.get("least_at", Long.class).intValue());
  }
}
