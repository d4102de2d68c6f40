package dev.fidelio.bench.chaos;

import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.bench.support.RecordSender;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.contracts.Topic;
import dev.fidelio.localservers.ProgressListener;
import dev.fidelio.messaging.KafkaSettings;
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
 * One run: starts a platform with two trainers, submits the experiments bit by bit while the faults
 * happen, lets everything come to rest, and looks.
 *
 * @param experiments how many
 * @param faults how many
 * @param seed from which the faults follow
 * @param limit how long everything may take to come to rest after the last fault
 */
record Chaos(int experiments, int faults, long seed, Duration limit) {

  private static final int IMAGES = 2_000;
  private static final int EPOCHS = 20;
  private static final int SEEDS = 3;
  private static final Duration LOCK = Duration.ofSeconds(5);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

  /** A lock that is soon over lets the run see many of them go. */
  private static final Map<String, String> BROKER =
      Map.of(
          "group.share.record.lock.duration.ms", Long.toString(LOCK.toMillis()),
          "group.share.min.record.lock.duration.ms", Long.toString(LOCK.toMillis()));

  /** Many processes on few cores get along best with a thread each. */
  private static final Map<String, String> TOLD =
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
   * Does it all.
   *
   * @param state an empty folder for the platform
   * @return what was looked at and what was wrong
   */
  Findings run(Path state, ProgressListener out) throws IOException, SQLException {
    Timeline timeline = new Timeline(out);
    Findings findings;
    try (OwnPlatform platform = new OwnPlatform(state, IMAGES, SERVICES, TOLD, BROKER, timeline)) {
      platform.up();
      Supervisor supervisor = new Supervisor(platform, timeline);
      List<SubmittedExperiment> submitted =
          IntStream.range(0, experiments)
              .mapToObj(i -> new SubmittedExperiment("chaos-%03d".formatted(i), i % SEEDS, EPOCHS))
              .toList();
      strike(platform.names(), supervisor, submitted, platform.kafka("chaos"));
      findings = rest(supervisor, new Verdict(platform, submitted), timeline);
      supervisor.surprises().forEach(findings::wrong);
    }
    List<String> left = LeftoverProcesses.below(state);
    findings.requireEqual(left, List.of(), "processes left over");
    return findings;
  }

  /** Submits half of the experiments at once and the others between the faults. */
  private void strike(
      List<String> victims,
      Supervisor supervisor,
      List<SubmittedExperiment> submitted,
      KafkaSettings kafka)
      throws IOException {
    Deque<SubmittedExperiment> waiting = new ArrayDeque<>(submitted);
    // Sending waits for a broker that is away, and somebody has to start that again meanwhile.
    try (RecordSender recordSender = new RecordSender(kafka);
        BackgroundTasks background = new BackgroundTasks()) {
      int struck = 0;
      for (Fault fault : Fault.plan(seed, faults, victims, LOCK)) {
        while (waiting.size() * 2L * faults > (faults - struck) * (long) experiments) {
          byte[] request = waiting.remove().request();
          background.run(() -> recordSender.send(Topic.EXPERIMENT_REQUESTED, request));
        }
        long due = System.nanoTime() + fault.after().toNanos();
        while (System.nanoTime() < due || !supervisor.isWell(fault.victim())) {
          supervisor.tend();
          pause(TICK);
        }
        supervisor.strike(fault);
        struck++;
      }
      waiting.forEach(
          last ->
              background.run(() -> recordSender.send(Topic.EXPERIMENT_REQUESTED, last.request())));
      while (!supervisor.isAllWell()) {
        supervisor.tend();
        pause(TICK);
      }
    }
  }

  /** Waits until nothing is wrong any more, or until the limit; then something is. */
  private Findings rest(Supervisor supervisor, Verdict verdict, ProgressListener timeline)
      throws IOException {
    timeline.say("the faults are over; waiting until everything has come to rest");
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      supervisor.tend();
      Findings findings = look(verdict);
      if (findings.wrong().isEmpty() || System.nanoTime() > end) {
        return findings;
      }
      timeline.say(
          "not yet, for %d reasons, such as: %s"
              .formatted(findings.wrong().size(), shortened(findings.wrong().get(0))));
      pause(BETWEEN_LOOKS);
    }
  }

  private static Findings look(Verdict verdict) {
    Findings unfinished = new Findings();
    try {
      verdict.unfinished().forEach(unfinished::wrong);
      return unfinished.wrong().isEmpty() ? verdict.findings() : unfinished;
    } catch (IOException | SQLException | RuntimeException e) {
      // While something starts again, not everything answers.
      unfinished.wrong(e.toString());
      return unfinished;
    }
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
