package dev.fidelio.bench.chaos;

import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.ProgressListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets faults befall the processes, and starts again what has ended, as whoever runs them would.
 */
final class Supervisor {

  /** What an orchestrator grants a process to end by itself. */
  private static final Duration GRACE = Duration.ofSeconds(40);

  private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);

  private final OwnPlatform platform;
  private final ProgressListener timeline;
  private final Map<String, Trouble> troubles = new HashMap<>();
  private final List<String> surprises = new ArrayList<>();

  /** What a process is in the middle of, until when by the monotonic clock. */
  private record Trouble(Fault fault, LocalProcess process, long until) {}

  Supervisor(OwnPlatform platform, ProgressListener timeline) {
    this.platform = platform;
    this.timeline = timeline;
  }

  /** Whether a process runs and nothing befalls it at present. */
  boolean isWell(String name) {
    return !troubles.containsKey(name) && platform.process(name).isPresent();
  }

  /** Whether nothing befalls any process at present, and all of them run. */
  boolean isAllWell() {
    return platform.names().stream().allMatch(this::isWell);
  }

  /** What no fault explains, such as a process that ended by itself. */
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  /** Lets a fault happen now. */
  void strike(Fault fault) throws IOException {
    LocalProcess process = platform.process(fault.victim()).orElseThrow();
    switch (fault.kind()) {
      case KILL -> process.signal("KILL");
      // To PostgreSQL TERM means to wait until every client has gone.
      case TERMINATE -> process.signal(fault.victim().equals("postgresql") ? "INT" : "TERM");
      case FREEZE -> process.freeze();
    }
    Duration lasting = fault.kind() == Fault.Kind.TERMINATE ? GRACE : fault.lasting();
    timeline.say(
        "%s %s (pid %d)%s"
            .formatted(
                fault.kind(),
                fault.victim(),
                process.pid(),
                fault.kind() == Fault.Kind.FREEZE
                    ? " for %.1f s".formatted(lasting.toMillis() / 1e3)
                    : ""));
    troubles.put(fault.victim(), new Trouble(fault, process, inFuture(lasting)));
  }

  /** Ends the faults that are over, and starts again what does not run. */
  void tend() throws IOException {
    for (String name : platform.names()) {
      Trouble trouble = troubles.get(name);
      if (trouble != null) {
        tend(name, trouble);
      } else if (platform.process(name).isEmpty()) {
        surprise(name + " ended by itself");
        troubles.put(name, dead(name, BETWEEN_STARTS));
      }
    }
  }

  private void tend(String name, Trouble trouble) throws IOException {
    boolean due = System.nanoTime() - trouble.until() > 0;
    boolean frozen = trouble.fault().kind() == Fault.Kind.FREEZE;
    boolean alive = trouble.process() != null && trouble.process().isAlive();
    if (frozen && due) {
      trouble.process().thaw();
      timeline.say(name + " goes on");
      troubles.remove(name);
    } else if (trouble.fault().kind() == Fault.Kind.TERMINATE && alive && due) {
      surprise("%s did not end within %d s".formatted(name, GRACE.toSeconds()));
      trouble.process().signal("KILL");
    } else if (trouble.fault().kind() == Fault.Kind.TERMINATE && !alive) {
      troubles.put(name, dead(name, trouble.fault().lasting()));
    } else if (trouble.fault().kind() == Fault.Kind.KILL && !alive && due) {
      platform.start(name);
      Optional<LocalProcess> process = platform.process(name);
      timeline.say(name + " starts again" + process.map(p -> " (pid " + p.pid() + ")").orElse(""));
      troubles.remove(name);
    }
  }

  private Trouble dead(String name, Duration lasting) {
    Fault fault = new Fault(name, Fault.Kind.KILL, Duration.ZERO, lasting);
    return new Trouble(fault, null, inFuture(lasting));
  }

  private void surprise(String what) {
    timeline.say(what);
    surprises.add(what);
  }

  private static long inFuture(Duration time) {
    return System.nanoTime() + time.toNanos();
  }
}
