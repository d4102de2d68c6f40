package dev.fidelio.registry.experiments;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.http.Page;
import dev.fidelio.registry.http.Position;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pages of experiments, newest first: projected ones, and submissions without facts. */
@Singleton
public class ExperimentPages {

  private static final Comparator<ExperimentView> NEWEST_FIRST =
      Comparator.comparing(ExperimentView::requestedAt)
          .thenComparing(ExperimentView::id)
          .reversed();

  private final ExperimentViews views;

  ExperimentPages(ExperimentViews views) {
    this.views = views;
  }

  /**
   * A page.
   *
   * @param model only this model's; null for every model's
   * @param state only those in this state; null for every state
   */
  Page<ExperimentView> page(String model, ExperimentState state, Position before, int limit) {
    Map<String, ExperimentView> found = new HashMap<>();
    Instant instant = before.at();
    if (state == null || state == ExperimentState.REQUESTED) {
      Submission.withoutFacts(model, instant, before.name(), limit + 1).stream()
          .map(views::of)
          .forEach(submitted -> found.put(submitted.id(), submitted));
    }
    // Read second, so that an experiment projected in between is shown exactly once.
    views
        .of(StoredExperiment.page(model, state, instant, before.name(), limit + 1))
        .forEach(stored -> found.put(stored.id(), stored));
    List<ExperimentView> newest =
        found.values().stream().sorted(NEWEST_FIRST).limit(limit + 1L).toList();
    return Page.of(newest, limit, shown -> shown, ExperimentPages::position);
  }

  private static String position(ExperimentView last) {
    return new Position(last.requestedAt(), last.id()).toString();
  }
}
