package dev.fidelio.bench.speed;

import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.bench.support.Program;
import dev.fidelio.bench.support.RecordSender;
import dev.fidelio.bench.support.SmallRequest;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code services/bench/load}. */
@Command(
    name = "load",
    description = {
      "Starts its own platform without trainers, submits many experiments as fast as the"
          + " producer can send, and measures the time from sending each to QUEUED in PostgreSQL.",
      "Exit code: 0 if none was lost, 1 if any was, 2 for wrong usage."
    })
final class LoadCommand implements Callable<Integer> {

  private static final int IMAGES = 512;

  @Mixin private Program program;

  @Option(
      names = "--submissions",
      paramLabel = "N",
      description = "experiments to submit (default: ${DEFAULT-VALUE})")
  private int submissions = 5_000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "unmeasured experiments to submit first (default: ${DEFAULT-VALUE})")
  private int warmUp = 3_000;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "how long to wait for all to be QUEUED (default: ${DEFAULT-VALUE})")
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
      // The first experiment brings the data set into the store.
      submit(platform, "first", 1);
      submit(platform, "warm-up", warmUp);
      complete = submit(platform, "load", submissions);
    }
    if (complete) {
      program.forget(state);
    }
    return complete ? 0 : 1;
  }

  /**
   * Submits experiments, waits for all of them and prints their latencies. Returns whether none was
   * lost.
   */
  private boolean submit(OwnPlatform platform, String name, int count) throws Exception {
    List<String> ids = IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    Map<String, Long> sentAt = new ConcurrentHashMap<>();
    try (QueuedExperiments queued = new QueuedExperiments(platform)) {
      long start = System.nanoTime();
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(() -> send(platform.kafka("load"), ids, sentAt));
      Map<String, Long> seenAt = queued.await(ids, start + limit * 1_000_000_000L);
      sent.get();
      Latencies latencies = new Latencies();
      seenAt.forEach((id, seen) -> latencies.add(seen - sentAt.get(id)));
      if (seenAt.isEmpty()) {
        program.say("%s: %d sent, none QUEUED after %d s".formatted(name, count, limit));
        return false;
      }
      double seconds = (Collections.max(seenAt.values()) - start) / 1e9;
      program.say(
          String.format(
              Locale.ROOT,
              "%s: %d sent, the last QUEUED after %.2f s: %.0f/s; %s; lost: %d",
              name,
              count,
              seconds,
              latencies.count() / seconds,
              latencies,
              count - latencies.count()));
      return latencies.count() == count;
    }
  }

  private static void send(KafkaSettings kafka, List<String> ids, Map<String, Long> sentAt) {
    try (RecordSender recordSender = new RecordSender(kafka)) {
      for (String id : ids) {
        byte[] request = SmallRequest.of(id);
        sentAt.put(id, System.nanoTime());
        recordSender.send(Topic.EXPERIMENT_REQUESTED, request);
      }
    }
  }
}
