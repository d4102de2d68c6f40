package dev.fidelio.stages;

import dev.fidelio.artifacts.Claims.End;
import dev.fidelio.artifacts.Claims.Past;
import java.util.List;
import java.util.Optional;

/**
 * When to give up on a stage.
 *
 * @param maxAttempts attempts that fail for a reason that might have passed
 * @param maxCrashes attempts that never say how they ended
 */
public record RetryPolicy(int maxAttempts, int maxCrashes) {

  /** What is right where nobody asks for something else. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(5, 10);

  public RetryPolicy {
    if (maxAttempts < 1 || maxCrashes < 1) {
      throw new IllegalArgumentException(
          "max-attempts is %d and max-crashes is %d; allowed: 1 or more"
              .formatted(maxAttempts, maxCrashes));
    }
  }

  /** Why not to try again; empty while there is hope. */
  Optional<String> endsWith(Past past) {
    List<End> failures = past.failures();
    if (failures.size() >= maxAttempts) {
      String last = failures.get(failures.size() - 1).reason();
      return Optional.of("failed %d times, last: %s".formatted(failures.size(), last));
    }
    return past.crashes() >= maxCrashes
        ? Optional.of(
            "%d attempts crashed without a word: is there enough memory?".formatted(past.crashes()))
        : Optional.empty();
  }
}
