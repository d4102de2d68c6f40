package dev.fidelio.registry.promotion;

import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.models.Alias;
import java.util.Arrays;
import java.util.Optional;

/** The state of an alias on which a change depends (optimistic locking). */
@FunctionalInterface
public interface AliasPrecondition {

  /** Reads If-Match, which lists states, or is {@code *} for any. */
  static Optional<AliasPrecondition> ofIfMatch(String ifMatch) {
    return Optional.ofNullable(ifMatch).map(tags -> alias -> alias != null && names(tags, alias));
  }

  private static boolean names(String ifMatch, Alias alias) {
    return Arrays.stream(ifMatch.split(","))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.equals("\"" + alias.sequence + "\""));
  }

  /** Whether the alias is in the expected state; null if it does not exist. */
  boolean isStill(Alias alias);

  /**
   * Checks that a caller may change an alias.
   *
   * @param precondition empty if the caller sent no precondition
   * @param alias null if it does not exist
   * @throws RefusedException if the precondition is missing or does not hold
   */
  static void check(Optional<AliasPrecondition> precondition, String name, Alias alias) {
    if (alias != null && precondition.isEmpty()) {
      throw new RefusedException(
          Reason.UNSEEN,
          "%s points to version %d: send its ETag as If-Match"
              .formatted(alias.name, alias.version));
    }
    if (precondition.isPresent() && !precondition.get().isStill(alias)) {
      String now = alias == null ? "does not exist" : "points to version " + alias.version;
      throw new RefusedException(Reason.STALE, name + " " + now + ": read it again");
    }
  }
}
