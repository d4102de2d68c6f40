package dev.fidelio.registry.experiments;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.http.Page;
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
   * The position of a page: it holds older experiments only.
   *
   * @param requestedAt when the last experiment of the page before was requested
   * @param id its id
   */
  public record Position(Instant requestedAt, String id) {

    /** The start of the first page; PostgreSQL cannot hold Java's latest instant. */
    public static final Position NEWEST = new Position(Instant.parse("9999-12-31T00:00:00Z"), "");

    public static Position read(String text) {
      String[] parts = text.split(" ", 2);
      return parts.length < 2 ? null : new Position(Instant.parse(parts[0]), parts[1]);
    }

    static String write(ExperimentView last) {
      return last.requestedAt() + " " + last.id();
    }
  }

  /**
   * A page.
   *
   * @param model only this model's; null for every model's
   * @param state only those in this state; null for every state
   */
  Page<ExperimentView> page(String model, ExperimentState state, Position before, int limit) {
    Map<String, ExperimentView> found = new HashMap<>();
    Instant instant = before.requestedAt();
    if (state == null || state == ExperimentState.REQUESTED) {
      Submission.withoutFacts(model, instant, before.id(), limit + 1).stream()
          .map(views::of)
          .forEach(submitted -> found.put(submitted.id(), submitted));
    }
    // Read second, so that an experiment projected in between is shown exactly once.
    views
        .of(StoredExperiment.page(model, state, instant, before.id(), limit + 1))
        .forEach(stored -> found.put(stored.id(), stored));
    List<ExperimentView> newest =
        found.values().stream().sorted(NEWEST_FIRST).limit(limit + 1L).toList();
    return Page.of(newest, limit, shown -> shown, Position::write);
  }
}
