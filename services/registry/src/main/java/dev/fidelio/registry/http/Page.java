package dev.fidelio.registry.http;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Part of a list.
 *
 * @param items the part
 * @param nextCursor asks for the next part; absent where this is the last
 */
@Schema(description = "Part of a list.")
public record Page<T>(
    List<T> items,
    @Schema(
            description =
                "Send it as the query parameter cursor to get the next part; absent in the last.")
        String nextCursor) {

  /**
   * The first {@code limit} of what was found, which is one more than that where more is to come.
   *
   * @param cursor says where the next page goes on, from the last item of this one
   */
  public static <E, T> Page<T> of(
      List<E> found, int limit, Function<List<E>, List<T>> view, Function<E, String> cursor) {
    boolean isMore = found.size() > limit;
    List<E> shown = isMore ? found.subList(0, limit) : found;
    String next = isMore ? RequestParameters.nextCursor(cursor.apply(shown.get(limit - 1))) : null;
    return new Page<>(view.apply(shown), next);
  }

  /** A list that is never long enough to be parted. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, null);
  }
}
