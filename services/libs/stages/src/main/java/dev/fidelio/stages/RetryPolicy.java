package dev.fidelio.stages;

import dev.fidelio.artifacts.Claims.AttemptHistory;
import dev.fidelio.artifacts.Claims.End;
import java.util.List;
import java.util.Optional;

/**
 * When to stop retrying a stage.
 *
 * @param maxAttempts attempts that end with a transient failure
 * @param maxCrashes attempts without a recorded end
 */
public record RetryPolicy(int maxAttempts, int maxCrashes) {

  /** The default policy. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(5, 10);

  public RetryPolicy {
    if (maxAttempts < 1 || maxCrashes < 1) {
      throw new IllegalArgumentException(
          "max-attempts is %d and max-crashes is %d; allowed: 1 or more"
              .formatted(maxAttempts, maxCrashes));
    }
  }

  /** Why not to retry; empty if the stage may be retried. */
  Optional<String> endsWith(AttemptHistory past) {
    List<End> failures = past.failures();
    if (failures.size() >= maxAttempts) {
      String last = failures.get(failures.size() - 1).reason();
      return Optional.of("failed %d times, last: %s".formatted(failures.size(), last));
    }
    return past.crashes() >= maxCrashes
        ? Optional.of("%d attempts crashed: is there enough memory?".formatted(past.crashes()))
        : Optional.empty();
  }
}
