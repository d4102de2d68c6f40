package dev.fidelio.bench.chaos;

import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.bench.support.RecordSender;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.contracts.Topic;
import dev.fidelio.localservers.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One chaos run: starts a platform with two trainers, submits the experiments while the faults
 * happen, waits for the platform to settle, and checks the result.
 *
 * @param experiments number of experiments to submit
 * @param faults number of faults to inject
 * @param seed determines the fault plan
 * @param limit how long the platform may take to settle after the last fault
 */
record Chaos(int experiments, int faults, long seed, Duration limit) {

  private static final int IMAGES = 2_000;
  private static final int EPOCHS = 20;
  private static final int SEEDS = 3;
  private static final Duration LOCK = Duration.ofSeconds(5);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LEFTOVERS_MAY_TAKE = Duration.ofSeconds(15);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(3);

  /** With short locks, many expire during a run. */
  private static final Map<String, String> BROKER =
      Map.of(
          "group.share.record.lock.duration.ms", Long.toString(LOCK.toMillis()),
          "group.share.min.record.lock.duration.ms", Long.toString(LOCK.toMillis()));

  /** Many processes on few cores run best with one thread each. */
  private static final Map<String, String> VARIABLES =
      Map.of("FIDELIO_SAMPLER_THREADS", "1", "FIDELIO_REGISTRY_STALLED_AFTER", "20S");

  private static final List<Service> SERVICES =
      List.of(
          Service.REGISTRY,
          Service.INGESTION,
          Service.TRAINER,
          Service.TRAINER,
          Service.SAMPLER,
          Service.EVALUATOR,
          Service.TRACKER);

  /**
   * Runs everything.
   *
   * @param state an empty folder for the platform
   * @return what was checked and what was wrong
   */
  Findings run(Path state, ProgressListener out) throws IOException, SQLException {
    Timeline timeline = new Timeline(out);
    Findings findings;
    try (OwnPlatform platform =
        new OwnPlatform(state, IMAGES, SERVICES, VARIABLES, BROKER, timeline)) {
      platform.up();
      Supervisor supervisor = new Supervisor(platform, timeline);
      List<SubmittedExperiment> submitted =
          IntStream.range(0, experiments)
              .mapToObj(i -> new SubmittedExperiment("chaos-%03d".formatted(i), i % SEEDS, EPOCHS))
              .toList();
      SharedFaults sharedFaults = new SharedFaults(platform, timeline);
      inject(platform, supervisor, submitted, sharedFaults);
      PlatformCheck check = new PlatformCheck(platform, submitted, sharedFaults.forged());
      findings = settle(supervisor, check, timeline);
      supervisor.anomalies().forEach(findings::wrong);
    }
    // What bounds the log of a process ends some seconds after it.
    long end = System.nanoTime() + LEFTOVERS_MAY_TAKE.toNanos();
    List<String> left = LeftoverProcesses.below(state);
    while (!left.isEmpty() && System.nanoTime() < end) {
      pause(TICK);
      left = LeftoverProcesses.below(state);
    }
    findings.requireEqual(left, List.of(), "processes left over");
    return findings;
  }

  /** Submits half of the experiments at the start and the rest between the faults. */
  private void inject(
      OwnPlatform platform,
      Supervisor supervisor,
      List<SubmittedExperiment> submitted,
      SharedFaults sharedFaults)
      throws IOException {
    Deque<SubmittedExperiment> waiting = new ArrayDeque<>(submitted);
    // Sending blocks while the broker is down, and this thread has to restart the broker.
    try (RecordSender recordSender = new RecordSender(platform.kafka("chaos"));
        BackgroundTasks background = new BackgroundTasks()) {
      int injected = 0;
      for (Fault fault : Fault.plan(seed, faults, platform.names(), LOCK)) {
        while (waiting.size() * 2L * faults > (faults - injected) * (long) experiments) {
          byte[] request = waiting.remove().request();
          background.run(() -> recordSender.send(Topic.EXPERIMENT_REQUESTED, request));
        }
        long due = System.nanoTime() + fault.after().toNanos();
        while (System.nanoTime() < due || !isPossible(fault, supervisor, sharedFaults)) {
          supervisor.recover();
          pause(TICK);
        }
        if (fault.kind().isOfProcess()) {
          supervisor.inject(fault);
        } else {
          String experiment = submitted.get(injected % experiments).id();
          sharedFaults.inject(
              fault, experiment, forged -> background.run(() -> recordSender.send(forged)));
        }
        injected++;
      }
      waiting.forEach(
          last ->
              background.run(() -> recordSender.send(Topic.EXPERIMENT_REQUESTED, last.request())));
      while (!supervisor.isAllHealthy()) {
        supervisor.recover();
        pause(TICK);
      }
    }
  }

  private static boolean isPossible(Fault fault, Supervisor supervisor, SharedFaults sharedFaults) {
    return fault.kind().isOfProcess()
        ? supervisor.isHealthy(fault.victim())
        : sharedFaults.isPossible(fault, supervisor);
  }

  /** Repeats the checks until nothing is wrong or the limit has passed. */
  private Findings settle(
      Supervisor supervisor, PlatformCheck platformCheck, ProgressListener timeline)
      throws IOException {
    timeline.say("all faults injected; waiting for the platform to settle");
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      supervisor.recover();
      Findings findings = check(platformCheck);
      if (findings.wrong().isEmpty() || System.nanoTime() > end) {
        return findings;
      }
      timeline.say(
          "not settled yet: %d problems, for example: %s"
              .formatted(findings.wrong().size(), shortened(findings.wrong().get(0))));
      pause(CHECK_INTERVAL);
    }
  }

  private static Findings check(PlatformCheck platformCheck) {
    Findings unfinished = new Findings();
    try {
      platformCheck.unfinished().forEach(unfinished::wrong);
      return unfinished.wrong().isEmpty() ? platformCheck.findings() : unfinished;
    } catch (IOException | SQLException | RuntimeException e) {
      // A process that is restarting may not answer.
      unfinished.wrong(e.toString());
      return unfinished;
    }
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  /** Waits that long. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
