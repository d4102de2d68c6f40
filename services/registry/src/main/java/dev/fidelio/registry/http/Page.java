package dev.fidelio.registry.http;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param items the part
 * @param nextCursor requests the next page; null on the last page
 */
@Schema(description = "One page of a list.")
public record Page<T>(
    List<T> items,
    @Schema(
            description =
                "Pass it as the query parameter cursor to get the next page; absent on the last page.")
        String nextCursor) {

  /**
   * A page of the first {@code limit} rows; one row more means that another page follows.
   *
   * @param cursor gives the position of the next page from the last item of this one
   */
  public static <E, T> Page<T> of(
      List<E> found, int limit, Function<List<E>, List<T>> view, Function<E, String> cursor) {
    boolean isMore = found.size() > limit;
    List<E> shown = isMore ? found.subList(0, limit) : found;
    String next = isMore ? RequestParameters.nextCursor(cursor.apply(shown.get(limit - 1))) : null;
    return new Page<>(view.apply(shown), next);
  }

  /** A short list on one page. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, null);
  }
}
