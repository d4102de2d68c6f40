package dev.fidelio.registry.promotion;

import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.models.Alias;
import java.util.Arrays;
import java.util.Optional;

/** The state in which a caller has seen an alias. */
@FunctionalInterface
public interface AliasPrecondition {

  /** If-Match names any number of states, or with {@code *} whichever it is in. */
  static Optional<AliasPrecondition> ofIfMatch(String ifMatch) {
    return Optional.ofNullable(ifMatch).map(tags -> alias -> alias != null && names(tags, alias));
  }

  private static boolean names(String ifMatch, Alias alias) {
    return Arrays.stream(ifMatch.split(","))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.equals("\"" + alias.sequence + "\""));
  }

  /** Whether the alias still is as it was seen; null where there is none. */
  boolean isStill(Alias alias);

  /**
   * Passes where a caller may change an alias.
   *
   * @param seen empty where the caller has not looked
   * @param alias null where there is none of that name
   * @throws RefusedException if the caller has to look first, or again
   */
  static void check(Optional<AliasPrecondition> seen, String name, Alias alias) {
    if (alias != null && seen.isEmpty()) {
      throw new RefusedException(
          Reason.UNSEEN,
          "%s points to version %d: send its ETag as If-Match"
              .formatted(alias.name, alias.version));
    }
    if (seen.isPresent() && !seen.get().isStill(alias)) {
      String now = alias == null ? "does not exist" : "points to version " + alias.version;
      throw new RefusedException(Reason.STALE, name + " " + now + ": read it again");
    }
  }
}
