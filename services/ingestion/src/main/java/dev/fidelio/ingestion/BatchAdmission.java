package dev.fidelio.ingestion;

import dev.fidelio.contracts.Message;
import dev.fidelio.ingestion.RequestAdmission.Asked;
import dev.fidelio.messaging.BatchWork;
import dev.fidelio.messaging.LogContext;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decides about a batch of requests, and announces all of it at once. Those that want the same id
 * are decided in their order, the others beside each other: a decision waits for the disk most of
 * the time, and a disk that writes for many at once takes hardly longer than for one.
 */
final class BatchAdmission implements BatchWork {

  private static final int THREADS = 16;

  private final RequestAdmission requestAdmission;
  private final Publisher publisher;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work, "deciding");
            thread.setDaemon(true);
            return thread;
          });

  BatchAdmission(RequestAdmission requestAdmission, Publisher publisher) {
    this.requestAdmission = requestAdmission;
    this.publisher = publisher;
  }

  @Override
  public void work(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, CompletableFuture<List<Message>>> lastOfId = new HashMap<>();
    List<CompletableFuture<List<Message>>> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Asked asked = requestAdmission.read(record.value(), MessageCodec.coordinates(record));
      CompletableFuture<List<Message>> decided =
          lastOfId
              .getOrDefault(asked.experimentId(), CompletableFuture.completedFuture(List.of()))
              .thenApplyAsync(before -> decide(record, asked), threads);
      lastOfId.put(asked.experimentId(), decided);
      all.add(decided);
    }
    publisher.publish(awaited(all).stream().flatMap(decided -> decided.join().stream()).toList());
  }

  private List<Message> decide(ConsumerRecord<byte[], byte[]> record, Asked asked) {
    try (LogContext at = LogContext.of(record);
        LogContext experiment = LogContext.ofExperiment(asked.experimentId())) {
      return requestAdmission.decide(asked);
    }
  }

  private static List<CompletableFuture<List<Message>>> awaited(
      List<CompletableFuture<List<Message>>> all) {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
      return all;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
