package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnavailableException;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordProjectorTest {

  private static final String TOPIC = Topic.EXPERIMENT_EVENT.plainName();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final LogRecorder log = new LogRecorder(RecordProjector.class);
  private final Table table = new Table();
  private final Map<Long, String> letters = new TreeMap<>();
  private final RecordProjector projector =
      new RecordProjector(
          "table",
          "",
          table,
          TOPIC::equals,
          (record, cause) -> letters.put(record.offset(), cause.getMessage()));

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void whateverAProjectionCannotProcessIsSetAsideWithItsCauseAndAllOthersAreApplied() {
    table.poison.put(3L, () -> new IllegalArgumentException("not a name: ../x"));
    table.poison.put(4L, StackOverflowError::new);
    table.poison.put(90L, () -> new UnreadableException("too long", null));

    Map<ConsumerRecord<byte[], byte[]>, Outcome> outcomes = projector.apply(records(100));

    assertThat(table.rows).hasSize(97).doesNotContain(3L, 4L, 90L);
    assertThat(table.next).isEqualTo(Map.of(PARTITION, 100L));
    assertThat(outcomes.values()).filteredOn(Outcome.REFUSED::equals).hasSize(3);
    assertThat(letters)
        .containsExactly(
            Map.entry(
                3L,
                "table cannot process it: java.lang.IllegalArgumentException: not a name: ../x"),
            Map.entry(4L, "table cannot process it: java.lang.StackOverflowError"),
            Map.entry(90L, "table cannot process it: too long"));
  }

  @Test
  void aBatchIsHalvedSoThatOnePoisonousRecordCostsFewApplications() {
    table.poison.put(123L, () -> new IllegalStateException("poison"));

    projector.apply(records(500));

    // Two for each of nine halvings, and the first, the repetition and the last.
    assertThat(table.applications).isLessThanOrEqualTo(2 * 9 + 3);
  }

  @Test
  void aFailureThatPassesSetsNothingAside() {
    table.poison.put(3L, () -> new IllegalArgumentException("stays"));
    table.poison.put(60L, () -> new UnavailableException("the database is away", null));

    assertThatThrownBy(() -> projector.apply(records(100)))
        .isInstanceOf(UnavailableException.class);
    assertThat(letters).doesNotContainKey(60L);

    table.poison.remove(60L);
    projector.apply(records(100));

    assertThat(table.rows).hasSize(99);
    assertThat(letters).containsOnlyKeys(3L);
  }

  @Test
  void aConcurrentChangeThatIsOverWhenTheRecordIsTriedAgainIsNoReason() {
    List<Throwable> once =
        new ArrayList<>(List.of(new IllegalStateException(), new IllegalStateException()));
    table.poison.put(1L, () -> once.isEmpty() ? null : once.remove(0));

    projector.apply(records(2));

    assertThat(table.rows).containsExactlyInAnyOrder(0L, 1L);
    assertThat(letters).isEmpty();
  }

  @Test
  void theLogSaysOfEachRefusedFactWhereItIsAndWhoseItIs() {
    table.poison.put(1L, () -> new IllegalStateException("poison"));

    projector.apply(records(2));

    assertThat(log.lines())
        .filteredOn(line -> line.message().contains("aside"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.mdc())
                    .containsEntry("experiment", "digits-1")
                    .containsEntry("topic", TOPIC)
                    .containsEntry("partition", "0")
                    .containsEntry("offset", "1"));
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(int count) {
    return IntStream.range(0, count).mapToObj(RecordProjectorTest::record).toList();
  }

  private static ConsumerRecord<byte[], byte[]> record(int offset) {
    ExperimentFailed fact = new ExperimentFailed("digits-" + offset, "training", 1, "why");
    ProducerRecord<byte[], byte[]> sent =
        MessageCodec.write(Message.of("event-" + offset, Instant.EPOCH, "test", fact), "");
    ConsumerRecord<byte[], byte[]> received =
        new ConsumerRecord<>(TOPIC, 0, offset, sent.key(), sent.value());
    sent.headers().forEach(received.headers()::add);
    return received;
  }

  /** A table that is written in transactions, and breaks at some facts. */
  private static final class Table implements Projection {

    private final Map<Long, Supplier<Throwable>> poison = new HashMap<>();
    private final List<Long> rows = new ArrayList<>();
    private Map<TopicPartition, Long> next = Map.of();
    private int applications;

    @Override
    public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
      return next;
    }

    @Override
    public Map<ReceivedEvent, Throwable> apply(
        List<ReceivedEvent> facts, Map<TopicPartition, Long> advanced) {
      applications++;
      List<Long> offsets = facts.stream().map(ReceivedEvent::at).map(Coordinates::offset).toList();
      offsets.forEach(this::fail);
      offsets.stream().filter(offset -> !rows.contains(offset)).forEach(rows::add);
      next = advanced;
      return Map.of();
    }

    private void fail(long offset) {
      Throwable failure = poison.getOrDefault(offset, () -> null).get();
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
