package dev.fidelio.ingestion;

import dev.fidelio.contracts.Message;
import dev.fidelio.ingestion.RequestAdmission.ParsedRequest;
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
 * Decides about a batch of requests, and announces all decisions together. Requests with the same
 * id are decided in order, the others in parallel: a decision mostly waits for the disk, which
 * serves many concurrent writes in hardly more time than one.
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
      ParsedRequest request =
          requestAdmission.read(record.value(), MessageCodec.coordinates(record));
      CompletableFuture<List<Message>> decided =
          lastOfId
              .getOrDefault(request.experimentId(), CompletableFuture.completedFuture(List.of()))
              .thenApplyAsync(before -> decide(record, request), threads);
      lastOfId.put(request.experimentId(), decided);
      all.add(decided);
    }
    publisher.publish(awaited(all).stream().flatMap(decided -> decided.join().stream()).toList());
  }

  private List<Message> decide(ConsumerRecord<byte[], byte[]> record, ParsedRequest request) {
    try (LogContext at = LogContext.of(record);
        LogContext experiment = LogContext.ofExperiment(request.experimentId())) {
      return requestAdmission.decide(request);
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
