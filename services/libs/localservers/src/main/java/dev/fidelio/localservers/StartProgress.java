package dev.fidelio.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How far a starting process has come.
 *
 * @param logged size of its log in bytes
 * @param used processor time of the process and its descendants
 */
record StartProgress(long logged, Duration used) {

  /** An idle JVM uses about a hundredth of a core: only a larger share is work. */
  private static final int SHARE_OF_A_CORE = 25;

  static StartProgress of(LocalProcess process, Path log) throws IOException {
    return new StartProgress(Files.exists(log) ? Files.size(log) : 0, process.processorTime());
  }

  /**
   * Whether the process has done something since: it has written to its log, or used a 25th of a
   * core for the period.
   */
  boolean isBeyond(StartProgress before, Duration period) {
    return logged != before.logged
        || used.minus(before.used).compareTo(period.dividedBy(SHARE_OF_A_CORE)) >= 0;
  }
}
