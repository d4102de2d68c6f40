package dev.fidelio.bench.speed;

import dev.fidelio.bench.ground.OwnPlatform;
import dev.fidelio.bench.ground.Program;
import dev.fidelio.bench.ground.Sending;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.contracts.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code services/bench/load}. */
@Command(
    name = "load",
    description = {
      "Submits many experiments as fast as the producer goes to a platform of its own, in which"
          + " nobody trains, and measures the time from send to the state QUEUED in PostgreSQL.",
      "Exit code: 0 if none was lost, 1 if one was, 2 for wrong usage."
    })
final class LoadCommand implements Callable<Integer> {

  private static final int IMAGES = 512;
  private static final long PAUSE_MILLIS = 200;

  @Mixin private Program program;

  @Option(
      names = "--submissions",
      paramLabel = "N",
      description = "how many to submit (default: ${DEFAULT-VALUE})")
  private int submissions = 5_000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "how many to submit before, unmeasured (default: ${DEFAULT-VALUE})")
  private int warmUp = 500;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "when to give up on those that are not there (default: ${DEFAULT-VALUE})")
  private int limit = 120;

  private LoadCommand() {}

  /** The command. */
  public static void main(String[] arguments) {
    Program.run(new LoadCommand(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    program.atLeastOne("--submissions", submissions);
    program.atLeastOne("--warm-up", warmUp);
    Path state = program.state();
    List<Service> services = List.of(Service.REGISTRY, Service.INGESTION);
    boolean complete;
    try (OwnPlatform platform =
        new OwnPlatform(state, IMAGES, services, Map.of(), Map.of(), program::say)) {
      platform.up();
      // The very first one brings the data set into the store.
      submit(platform, "first", 1);
      submit(platform, "warm-up", warmUp);
      complete = submit(platform, "load", submissions);
    }
    if (complete) {
      program.forget(state);
    }
    return complete ? 0 : 1;
  }

  /** Submits so many, waits for all, and says how fast they were; whether none was lost. */
  private boolean submit(OwnPlatform platform, String name, int count) throws Exception {
    List<String> ids = new ArrayList<>();
    long[] sentAt = new long[count];
    try (QueuedExperiments queued = new QueuedExperiments(platform);
        Sending sending = new Sending(platform.kafka("load"))) {
      long begun = System.nanoTime();
      for (int i = 0; i < count; i++) {
        String id = "%s-%05d".formatted(name, i);
        ids.add(id);
        byte[] request = SmallRequest.of(id);
        sentAt[i] = System.nanoTime();
        sending.send(Topic.EXPERIMENT_REQUESTED, request);
      }
      sending.flush();
      double sent = (System.nanoTime() - begun) / 1e9;
      await(queued, ids, begun);
      Times times = new Times();
      long last = begun;
      for (int i = 0; i < count; i++) {
        Long seen = queued.seenAt(ids.get(i));
        if (seen != null) {
          times.add(seen - sentAt[i]);
          last = Math.max(last, seen);
        }
      }
      int inState;
      try (Connection connection = platform.database()) {
        inState = QueuedExperiments.queued(connection, name + "-%");
      }
      program.say(
          String.format(
              Locale.ROOT,
              "%s: %d sent in %.2f s, QUEUED within %.2f s: %.0f/s, %s, lost %d",
              name,
              count,
              sent,
              (last - begun) / 1e9,
              times.count() / ((last - begun) / 1e9),
              times,
              count - inState));
      return inState == count;
    }
  }

  private void await(QueuedExperiments queued, List<String> ids, long begun) throws Exception {
    long end = begun + limit * 1_000_000_000L;
    while (ids.stream().anyMatch(id -> queued.seenAt(id) == null) && System.nanoTime() < end) {
      queued.requireWell();
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
