package dev.fidelio.bench.speed;

import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.bench.support.Program;
import dev.fidelio.bench.support.RecordSender;
import dev.fidelio.bench.support.SmallRequest;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code services/bench/first-step}. */
@Command(
    name = "first-step",
    description = {
      "Starts its own platform with one warm trainer, sends requests one after another, and"
          + " measures the time from sending each to its first training step.",
      "Exit code: 0 if every request was trained, 1 if not, 2 for wrong usage."
    })
final class FirstStepCommand implements Callable<Integer> {

  private static final int IMAGES = 512;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  @Mixin private Program program;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "requests to measure (default: ${DEFAULT-VALUE})")
  private int requests = 200;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "unmeasured requests to send first (default: ${DEFAULT-VALUE})")
  private int warmUp = 20;

  private FirstStepCommand() {}

  /** The command. */
  public static void main(String[] arguments) {
    Program.run(new FirstStepCommand(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    program.atLeastOne("--requests", requests);
    program.atLeastOne("--warm-up", warmUp);
    Path state = program.state();
    List<Service> services = List.of(Service.INGESTION, Service.TRAINER);
    Latencies latencies = new Latencies();
    int missing = 0;
    try (OwnPlatform platform =
        new OwnPlatform(state, IMAGES, services, Map.of(), Map.of(), program::say)) {
      platform.up();
      KafkaSettings kafka = platform.kafka("first-step");
      try (RecordSender recordSender = new RecordSender(kafka);
          TopicReader steps = new TopicReader(kafka.common(), Topic.TRAINING_PROGRESSED.name(""));
          TopicReader facts = new TopicReader(kafka.common(), Topic.EXPERIMENT_EVENT.name(""))) {
        for (int i = 1; i <= warmUp + requests; i++) {
          OptionalLong time = train("first-step-" + i, recordSender, steps, facts);
          if (time.isEmpty()) {
            missing++;
          } else if (i > warmUp) {
            latencies.add(time.getAsLong());
          }
          if (i % 20 == 0) {
            program.say("%d of %d".formatted(i, warmUp + requests));
          }
        }
      }
    }
    program.say(
        "from request to first step, %d requests: %s; not trained: %d"
            .formatted(latencies.count(), latencies, missing));
    if (missing == 0) {
      program.forget(state);
    }
    return missing == 0 ? 0 : 1;
  }

  /**
   * Sends a request and waits until the model is trained.
   *
   * @return nanoseconds until the trainer's first signal, which it sends after the first step
   */
  private static OptionalLong train(
      String id, RecordSender recordSender, TopicReader steps, TopicReader facts) {
    byte[] request = SmallRequest.of(id);
    AtomicLong firstStep = new AtomicLong();
    AtomicBoolean trained = new AtomicBoolean();
    long sentAt = System.nanoTime();
    recordSender.send(Topic.EXPERIMENT_REQUESTED, request);
    while (!trained.get() && System.nanoTime() - sentAt < LIMIT_NANOS) {
      if (firstStep.get() == 0) {
        steps.readSome(
            record -> {
              if (isAbout(id, record.key())) {
                firstStep.compareAndSet(0, System.nanoTime());
              }
            });
      } else {
        facts.readSome(
            record -> {
              boolean isTrained =
                  text(record.headers().lastHeader("ce_type").value()).equals("model-trained");
              if (isTrained && isAbout(id, record.key())) {
                trained.set(true);
              }
            });
      }
    }
    return trained.get() ? OptionalLong.of(firstStep.get() - sentAt) : OptionalLong.empty();
  }

  private static boolean isAbout(String id, byte[] key) {
    return key != null && text(key).equals(id);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
