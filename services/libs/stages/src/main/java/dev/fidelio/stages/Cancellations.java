package dev.fidelio.stages;

import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.StopSignal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The newest cancellations that this process has received, and the running work that they stop. An
 * older one is not forgotten by the pipeline: ingestion commits it as a stage's outcome, which a
 * worker finds before it works.
 */
public final class Cancellations {

  /** How many are kept. */
  static final int KEPT = 10_000;

  private final Map<String, CancellationRequested> requests =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CancellationRequested> eldest) {
              return size() > KEPT;
            }
          });
  private final Map<String, StopSignal> running = new ConcurrentHashMap<>();

  /**
   * Reads a cancellation request: key and value, no headers.
   *
   * @throws UnreadableException if it is malformed, or its key is not the experiment's id
   */
  public static CancellationRequested read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new UnreadableException("the record has no value", null);
    }
    CancellationRequested request =
        Json.read(Json.readSent(record.value()), CancellationRequested.class);
    byte[] key = request.key().getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(key, record.key())) {
      // The topic keeps the last record of a key, and this one may replace another experiment's.
      throw new UnreadableException("the key is not " + request.key(), null);
    }
    return request;
  }

  /** Records a cancellation and stops the work on that experiment. */
  public void add(CancellationRequested request) {
    requests.put(request.experimentId(), request);
    StopSignal work = running.get(request.experimentId());
    if (work != null) {
      work.stop();
    }
  }

  /** The cancellation that ends this stage; empty if there is none, or it has no effect here. */
  Optional<CancellationRequested> of(StageRequest<?> stageRequest) {
    return stageRequest.isCancellable()
        ? Optional.ofNullable(requests.get(stageRequest.experimentId()))
        : Optional.empty();
  }

  /** Lets a cancellation stop this work, until it has {@linkplain #ended ended}. */
  void begun(String experimentId, StopSignal work) {
    running.put(experimentId, work);
    if (requests.containsKey(experimentId)) {
      work.stop();
    }
  }

  void ended(String experimentId) {
    running.remove(experimentId);
  }
}
