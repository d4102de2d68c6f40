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

/** Pages of experiments, the newest first: those heard of, and those that were only submitted. */
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
   * Where a page goes on: with what is older than this.
   *
   * @param requestedAt when the last experiment of the page before was requested
   * @param id its id
   */
  public record Position(Instant requestedAt, String id) {

    /** Before every experiment; PostgreSQL has no instant as late as Java's latest. */
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
      Submission.unheard(model, instant, before.id(), limit + 1).stream()
          .map(views::of)
          .forEach(submitted -> found.put(submitted.id(), submitted));
    }
    // Afterwards, so that one that is heard of in between is shown once and not left out.
    views
        .of(StoredExperiment.page(model, state, instant, before.id(), limit + 1))
        .forEach(heard -> found.put(heard.id(), heard));
    List<ExperimentView> newest =
        found.values().stream().sorted(NEWEST_FIRST).limit(limit + 1L).toList();
    return Page.of(newest, limit, shown -> shown, Position::write);
  }
}
