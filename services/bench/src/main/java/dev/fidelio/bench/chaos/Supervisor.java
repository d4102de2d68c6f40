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
 * Injects faults into the processes and restarts those that have ended, as an orchestrator would.
 */
final class Supervisor {

  /** How long an orchestrator waits for a process to end after asking it to. */
  private static final Duration GRACE = Duration.ofSeconds(40);

  private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);

  private final OwnPlatform platform;
  private final ProgressListener timeline;
  private final Map<String, ActiveFault> activeFaults = new HashMap<>();
  private final List<String> anomalies = new ArrayList<>();

  /** The fault that affects a process, and its end by the monotonic clock. */
  private record ActiveFault(Fault fault, LocalProcess process, long until) {}

  Supervisor(OwnPlatform platform, ProgressListener timeline) {
    this.platform = platform;
    this.timeline = timeline;
  }

  /** Whether a process runs and no fault affects it. */
  boolean isHealthy(String name) {
    return !activeFaults.containsKey(name) && platform.process(name).isPresent();
  }

  /** Whether every process runs and no fault affects any of them. */
  boolean isAllHealthy() {
    return platform.names().stream().allMatch(this::isHealthy);
  }

  /** Events that no fault explains, such as a process that ended without one. */
  List<String> anomalies() {
    return List.copyOf(anomalies);
  }

  /** Injects a fault now. */
  void inject(Fault fault) throws IOException {
    LocalProcess process = platform.process(fault.victim()).orElseThrow();
    switch (fault.kind()) {
      case KILL -> process.signal("KILL");
      // On TERM, PostgreSQL waits until every client has disconnected.
      case TERMINATE -> process.signal(fault.victim().equals("postgresql") ? "INT" : "TERM");
      case FREEZE -> process.freeze();
      default -> throw new IllegalArgumentException(fault.kind() + " hits no process");
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
    activeFaults.put(fault.victim(), new ActiveFault(fault, process, deadline(lasting)));
  }

  /** Ends the faults whose time is over, and restarts processes that do not run. */
  void recover() throws IOException {
    for (String name : platform.names()) {
      ActiveFault active = activeFaults.get(name);
      if (active != null) {
        recover(name, active);
      } else if (platform.process(name).isEmpty()) {
        anomaly(name + " ended without a fault");
        activeFaults.put(name, dead(name, BETWEEN_STARTS));
      }
    }
  }

  private void recover(String name, ActiveFault active) throws IOException {
    boolean due = System.nanoTime() - active.until() > 0;
    boolean frozen = active.fault().kind() == Fault.Kind.FREEZE;
    boolean alive = active.process() != null && active.process().isAlive();
    if (frozen && due) {
      active.process().thaw();
      timeline.say(name + " resumed");
      activeFaults.remove(name);
    } else if (active.fault().kind() == Fault.Kind.TERMINATE && alive && due) {
      anomaly("%s did not end within %d s".formatted(name, GRACE.toSeconds()));
      active.process().signal("KILL");
    } else if (active.fault().kind() == Fault.Kind.TERMINATE && !alive) {
      activeFaults.put(name, dead(name, active.fault().lasting()));
    } else if (active.fault().kind() == Fault.Kind.KILL && !alive && due) {
      platform.start(name);
      Optional<LocalProcess> process = platform.process(name);
      timeline.say(name + " restarted" + process.map(p -> " (pid " + p.pid() + ")").orElse(""));
      activeFaults.remove(name);
    }
  }

  private ActiveFault dead(String name, Duration lasting) {
    Fault fault = new Fault(name, Fault.Kind.KILL, Duration.ZERO, lasting);
    return new ActiveFault(fault, null, deadline(lasting));
  }

  private void anomaly(String what) {
    timeline.say(what);
    anomalies.add(what);
  }

  private static long deadline(Duration time) {
    return System.nanoTime() + time.toNanos();
  }
}
