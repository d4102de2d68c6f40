package dev.fidelio.registry.history;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * When an experiment was trained.
 *
 * @param startedAt when its first attempt began; null where it was resumed as it had ended
 * @param trainedAt when its model was there; null before that
 */
public record TrainingTime(String experimentId, Instant startedAt, Instant trainedAt) {

  private static final String QUERY =
      """
      select subject,
          min(case when type = 'training-started' then at end),
          max(case when type = 'model-trained' then at end)
      from StoredEvent
      where subject in (:experiments) and type in ('training-started', 'model-trained')
      group by subject
      """;

  /** The times of these experiments, as far as they are known. */
  public static List<TrainingTime> of(Collection<String> experimentIds) {
    return Panache.getSession()
        .createSelectionQuery(QUERY, TrainingTime.class)
        .setParameter("experiments", experimentIds)
        .getResultList();
  }

  /** From the first attempt to the model, with whatever lay between attempts. */
  public Optional<Duration> duration() {
    return startedAt == null || trainedAt == null
        ? Optional.empty()
        : Optional.of(Duration.between(startedAt, trainedAt));
  }
}
