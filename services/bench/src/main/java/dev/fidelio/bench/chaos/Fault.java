package dev.fidelio.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that befalls one process.
 *
 * @param victim name of the process
 * @param after how long after the fault before
 * @param lasting how long a frozen process stays so, or a dead one dead
 */
record Fault(String victim, Kind kind, Duration after, Duration lasting) {

  /** What happens to the process. */
  enum Kind {
    /** It ends at once, without a word: signal 9. */
    KILL,
    /** It is asked to end and may tidy up. */
    TERMINATE,
    /** It stands still and goes on later: signals STOP and CONT. */
    FREEZE
  }

  private static final int SHORTEST_GAP_MILLIS = 1_000;
  private static final int LONGEST_GAP_MILLIS = 8_000;
  private static final int LONGEST_REST_MILLIS = 3_000;

  /**
   * A plan that follows from the seed alone.
   *
   * @param victims the names of all processes
   * @param lock how long a share group's lock holds: half of the frozen wake up after it
   */
  static List<Fault> plan(long seed, int count, List<String> victims, Duration lock) {
    Random random = new Random(seed);
    List<Fault> plan = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String victim = victims.get(random.nextInt(victims.size()));
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      int gap = random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS);
      Duration lasting = Duration.ofMillis(random.nextInt(LONGEST_REST_MILLIS));
      if (kind == Kind.FREEZE && random.nextBoolean()) {
        lasting = lasting.plus(lock).plusSeconds(1);
      }
      plan.add(new Fault(victim, kind, Duration.ofMillis(gap), lasting));
    }
    return plan;
  }
}
