package dev.fidelio.bench.chaos;

import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.localservers.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Injects the faults that hit what the processes share: the store, the log, the REST interface. */
final class SharedFaults {

  private final OwnPlatform platform;
  private final ProgressListener timeline;
  private final ForgedFacts forgedFacts;

  SharedFaults(OwnPlatform platform, ProgressListener timeline) {
    this.platform = platform;
    this.timeline = timeline;
    this.forgedFacts = new ForgedFacts(platform.kafka("chaos").prefix());
  }

  /**
   * Whether the fault can be injected now. While the store is away no process may start: one that
   * has not seen it yet would make a new one.
   */
  boolean isPossible(Fault fault, Supervisor supervisor) {
    return fault.kind() != Fault.Kind.VANISH
        || supervisor.isAllHealthy()
            && platform.status().stream().allMatch(part -> part.state().equals("running"));
  }

  /**
   * Injects a fault and returns when it is over.
   *
   * @param experiment what forged facts are about
   * @param sender takes the records to send
   */
  void inject(Fault fault, String experiment, Consumer<ProducerRecord<byte[], byte[]>> sender)
      throws IOException {
    timeline.say(fault.kind() + " " + fault.victim());
    switch (fault.kind()) {
      case VANISH -> takeAway(platform.storeFolder(), fault);
      case FORGE -> forgedFacts.about(experiment).forEach(sender);
      case ABANDON ->
          timeline.say(AbandonedCalls.of(platform.address("experiments")) + " calls abandoned");
      default -> throw new IllegalArgumentException(fault.kind() + " hits one process");
    }
  }

  /** The ids of all forged events. */
  List<String> forged() {
    return forgedFacts.sent();
  }

  private void takeAway(Path store, Fault fault) throws IOException {
    Path away = store.resolveSibling(store.getFileName() + "-away");
    Files.move(store, away);
    try {
      Chaos.pause(fault.lasting());
    } finally {
      Files.move(away, store);
      timeline.say("%s is back after %d s".formatted(fault.victim(), fault.lasting().toSeconds()));
    }
  }
}
