package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogContextTest {

  private static final Logger LOG = LoggerFactory.getLogger(LogContextTest.class);

  private final LogRecorder log = new LogRecorder(LogContextTest.class);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aLineSaysWhatIsWorkedAndTheNextOneNoLonger() {
    try (LogContext at = LogContext.of(record(0, 17));
        LogContext stage = LogContext.ofStage("digits-1", "training");
        LogContext attempt = LogContext.ofAttempt(2)) {
      LOG.info("inside");
    }
    LOG.info("outside");

    assertThat(log.lines().get(0).mdc())
        .isEqualTo(
            Map.of(
                "topic", "training-requested",
                "partition", "0",
                "offset", "17",
                "experiment", "digits-1",
                "stage", "training",
                "attempt", "2",
                "work", "[digits-1 training #2, training-requested-0@17] "));
    assertThat(log.lines().get(1).mdc()).isEmpty();
  }

  @Test
  void aRecordOfABatchStandsBeforeTheBatchAndGivesWayToItAgain() {
    try (LogContext batch = LogContext.of(List.of(record(0, 17), record(0, 42)))) {
      try (LogContext alone = LogContext.of(record(0, 20))) {
        LOG.info("alone");
      }
      LOG.info("together");
    }

    assertThat(log.lines().get(0).mdc()).containsEntry("offset", "20");
    assertThat(log.lines().get(1).mdc())
        .containsEntry("offset", "17-42")
        .containsEntry("work", "[training-requested-0@17-42] ");
  }

  @Test
  void aBatchOfSeveralPartitionsHasNoOffset() {
    try (LogContext batch = LogContext.of(List.of(record(0, 17), record(1, 42)))) {
      LOG.info("together");
    }

    assertThat(log.lines().get(0).mdc())
        .containsEntry("partition", "0,1")
        .doesNotContainKey("offset");
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
    return new ConsumerRecord<>("training-requested", partition, offset, new byte[0], new byte[0]);
  }
}
