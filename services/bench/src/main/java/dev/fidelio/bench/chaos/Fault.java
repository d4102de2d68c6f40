package dev.fidelio.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A fault injected into one process, or into what the processes share.
 *
 * @param victim name of the process; for other kinds, of what is hit
 * @param after time since the previous fault
 * @param lasting how long a process stays frozen, or down before it is restarted; how long the
 *     store is away
 */
record Fault(String victim, Kind kind, Duration after, Duration lasting) {

  /** What happens to the process. */
  enum Kind {
    /** The process ends at once, without cleanup: signal 9. */
    KILL,
    /** The process gets a signal to terminate, and may clean up. */
    TERMINATE,
    /** The process is paused and resumed later: signals STOP and CONT. */
    FREEZE,
    /** The store's folder is not there, as if it were not mounted, and comes back. */
    VANISH,
    /** Facts that no worker has published appear on the log. */
    FORGE,
    /** Callers of the registry close their connections in the middle of an answer. */
    ABANDON;

    /** Whether it hits one process. */
    boolean isOfProcess() {
      return this == KILL || this == TERMINATE || this == FREEZE;
    }
  }

  private static final Map<Kind, String> SHARED =
      Map.of(Kind.VANISH, "store", Kind.FORGE, "experiment-event", Kind.ABANDON, "REST");
  private static final Duration STORE_OUTAGE = Duration.ofSeconds(10);

  /** How often each kind comes, of twelve faults. */
  private static final List<Kind> KINDS =
      List.of(
          Kind.KILL,
          Kind.KILL,
          Kind.KILL,
          Kind.TERMINATE,
          Kind.TERMINATE,
          Kind.TERMINATE,
          Kind.FREEZE,
          Kind.FREEZE,
          Kind.FREEZE,
          Kind.VANISH,
          Kind.FORGE,
          Kind.ABANDON);

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
      Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      String victim =
          kind.isOfProcess() ? victims.get(random.nextInt(victims.size())) : SHARED.get(kind);
      int gap = random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS);
      Duration lasting = Duration.ofMillis(random.nextInt(LONGEST_OUTAGE_MILLIS));
      if (kind == Kind.FREEZE && random.nextBoolean()) {
        lasting = lasting.plus(lock).plusSeconds(1);
      } else if (kind == Kind.VANISH) {
        lasting = STORE_OUTAGE;
      }
      plan.add(new Fault(victim, kind, Duration.ofMillis(gap), lasting));
    }
    return plan;
  }
}
