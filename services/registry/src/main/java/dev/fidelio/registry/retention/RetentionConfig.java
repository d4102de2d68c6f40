package dev.fidelio.registry.retention;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Retention rules. A rule that is unset deletes nothing. */
@ConfigMapping(prefix = "fidelio.retention")
public interface RetentionConfig {

  /** How long after it was archived a version's files stay. */
  Optional<Duration> archivedAfter();

  /** How long after its end the files of a failed or cancelled experiment stay. */
  Optional<Duration> deadAfter();

  /** How many checkpoints of a completed experiment stay beside the best, the last, the version. */
  OptionalInt checkpointsKeep();

  /** How often the registry looks. */
  Duration every();
}
