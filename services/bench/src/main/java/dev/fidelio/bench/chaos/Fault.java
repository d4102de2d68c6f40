package dev.fidelio.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A fault injected into one process.
 *
 * @param victim name of the process
 * @param after time since the previous fault
 * @param lasting how long a process stays frozen, or down before it is restarted
 */
record Fault(String victim, Kind kind, Duration after, Duration lasting) {

  /** What happens to the process. */
  enum Kind {
    /** The process ends at once, without cleanup: signal 9. */
    KILL,
    /** The process gets a signal to terminate, and may clean up. */
    TERMINATE,
    /** The process is paused and resumed later: signals STOP and CONT. */
    FREEZE
  }

  private static final int SHORTEST_GAP_MILLIS = 1_000;
  private static final int LONGEST_GAP_MILLIS = 8_000;
  private static final int LONGEST_OUTAGE_MILLIS = 3_000;

  /**
   * A plan that depends on the arguments alone.
   *
   * @param victims the names of all processes
   * @param lock duration of a share group's lock: half of the frozen processes resume after it has
   *     expired
   */
  static List<Fault> plan(long seed, int count, List<String> victims, Duration lock) {
    Random random = new Random(seed);
    List<Fault> plan = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String victim = victims.get(random.nextInt(victims.size()));
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      int gap = random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS);
      Duration lasting = Duration.ofMillis(random.nextInt(LONGEST_OUTAGE_MILLIS));
      if (kind == Kind.FREEZE && random.nextBoolean()) {
        lasting = lasting.plus(lock).plusSeconds(1);
      }
      plan.add(new Fault(victim, kind, Duration.ofMillis(gap), lasting));
    }
    return plan;
  }
}
