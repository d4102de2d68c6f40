package dev.fidelio.bench.malformed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.bench.support.RecordSender;
import dev.fidelio.bench.support.SmallRequest;
import dev.fidelio.cli.platform.PartStatus;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.contracts.Topic;
import dev.fidelio.localservers.ProgressListener;
import dev.fidelio.messaging.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One run with malformed records.
 *
 * @param records number of malformed records for each topic
 * @param good number of valid requests to send between them
 * @param seed determines the malformed records
 * @param limit how long the services may take to process all records
 */
record MalformedRun(int records, int good, long seed, Duration limit) {

  private static final int IMAGES = 512;
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
  private static final String CLIENT = "malformed";

  /**
   * Runs everything.
   *
   * @param state an empty folder for the platform
   * @return the problems at the end; empty if there are none
   */
  List<String> run(Path state, ProgressListener out) throws IOException {
    try (OwnPlatform platform =
        new OwnPlatform(state, IMAGES, List.of(Service.values()), Map.of(), Map.of(), out)) {
      platform.up();
      List<Long> processes = processes(platform);
      RecordAccounts recordAccounts = new RecordAccounts(platform.kafka(CLIENT));
      long start = System.nanoTime();
      send(platform.kafka(CLIENT), recordAccounts);
      out.say("all sent: %d to each of %d topics".formatted(records, Topic.values().length));
      List<String> wrong;
      do {
        pause();
        wrong =
            Stream.concat(recordAccounts.missing().stream(), unfinished(platform).stream())
                .toList();
        out.say(wrong.isEmpty() ? "all processed" : "not finished: " + String.join("; ", wrong));
      } while (!wrong.isEmpty() && System.nanoTime() - start < limit.toNanos());
      out.say("after %d s".formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
      List<String> all = new ArrayList<>(wrong);
      if (!processes(platform).equals(processes)) {
        all.add("a process has ended");
      }
      platform.status().stream()
          .filter(status -> !status.state().equals("running"))
          .forEach(status -> all.add(status.name() + " is " + status.state()));
      return all;
    }
  }

  private void send(KafkaSettings kafka, RecordAccounts recordAccounts) {
    MalformedRecords malformed = new MalformedRecords(seed);
    try (RecordSender recordSender = new RecordSender(kafka)) {
      for (int i = 0; i < records; i++) {
        for (Topic topic : Topic.values()) {
          ProducerRecord<byte[], byte[]> record = malformed.next(topic);
          recordAccounts.sent(topic, record.value());
          recordSender.send(record);
        }
        if (i % Math.max(records / good, 1) == 0 && i / Math.max(records / good, 1) < good) {
          String id = "good-" + i / Math.max(records / good, 1);
          recordSender.send(Topic.EXPERIMENT_REQUESTED, SmallRequest.of(id));
        }
      }
    }
  }

  private List<String> unfinished(OwnPlatform platform) {
    List<String> unfinished = new ArrayList<>();
    for (int i = 0; i < good; i++) {
      String id = "good-" + i;
      String state;
      try {
        JsonNode found = platform.registry("experiments/" + id);
        state = found.path("state").asText();
      } catch (IOException e) {
        state = e.getMessage();
      }
      if (!state.equals("COMPLETED")) {
        unfinished.add(id + " is " + state);
      }
    }
    return unfinished;
  }

  private static List<Long> processes(OwnPlatform platform) {
    return platform.status().stream().map(PartStatus::pid).toList();
  }

  private static void pause() {
    try {
      Thread.sleep(CHECK_INTERVAL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
