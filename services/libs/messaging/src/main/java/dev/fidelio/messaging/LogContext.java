package dev.fidelio.messaging;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.ExperimentFact;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.MDC;

/**
 * The current thread's work, in the MDC of every line that it logs: {@code topic}, {@code
 * partition}, {@code offset}, {@code experiment}, {@code stage} and {@code attempt}, as far as they
 * are known. {@code work} holds all of them in one text, ready for a console: empty between
 * records, otherwise with a trailing space. Closing the context restores what was there before.
 */
public final class LogContext implements AutoCloseable {

  /** All known values in brackets, for a console. */
  public static final String WORK = "work";

  private static final String TOPIC = "topic";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";
  private static final String EXPERIMENT = "experiment";
  private static final String STAGE = "stage";
  private static final String ATTEMPT = "attempt";

  private final Map<String, String> before = new HashMap<>();

  private LogContext() {}

  /** Works on one record. */
  public static LogContext of(ConsumerRecord<?, ?> record) {
    return at(record.topic(), String.valueOf(record.partition()), String.valueOf(record.offset()));
  }

  /** Works on several records at once; the offset is a range where they share a partition. */
  public static LogContext of(Collection<? extends ConsumerRecord<?, ?>> records) {
    String partitions = distinct(records, ConsumerRecord::partition);
    long first = offsets(records).min().orElse(0);
    long last = offsets(records).max().orElse(0);
    String range = first == last ? String.valueOf(first) : first + "-" + last;
    return at(
        distinct(records, ConsumerRecord::topic),
        partitions,
        partitions.contains(",") ? null : range);
  }

  /** Works on one fact. */
  public static LogContext of(ReceivedEvent event) {
    Coordinates at = event.at();
    LogContext context =
        at(at.topic(), String.valueOf(at.partition()), String.valueOf(at.offset()));
    return event.payload() instanceof ExperimentFact fact
        ? context.with(EXPERIMENT, fact.experimentId())
        : context;
  }

  /** Works on facts one after the other, each in its own context. */
  public static void forEach(Collection<ReceivedEvent> events, Consumer<ReceivedEvent> work) {
    for (ReceivedEvent event : events) {
      try (LogContext context = of(event)) {
        work.accept(event);
      }
    }
  }

  /** Works on an experiment. */
  public static LogContext ofExperiment(String experimentId) {
    return new LogContext().with(EXPERIMENT, experimentId);
  }

  /** Works on a stage of an experiment. */
  public static LogContext ofStage(String experimentId, String stage) {
    return ofExperiment(experimentId).with(STAGE, stage);
  }

  /** Works under a claim. */
  public static LogContext ofAttempt(int attempt) {
    return new LogContext().with(ATTEMPT, String.valueOf(attempt));
  }

  @Override
  public void close() {
    before.forEach(LogContext::set);
    set(WORK, summary());
  }

  private static LogContext at(String topic, String partition, String offset) {
    return new LogContext().with(TOPIC, topic).with(PARTITION, partition).with(OFFSET, offset);
  }

  private LogContext with(String key, String value) {
    before.put(key, MDC.get(key));
    set(key, value);
    set(WORK, summary());
    return this;
  }

  private static void set(String key, String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  /** Such as {@code [digits-1 training #2, training-requested-0@17] }; null if nothing is known. */
  private static String summary() {
    String attempt = MDC.get(ATTEMPT);
    String work =
        joined(" ", MDC.get(EXPERIMENT), MDC.get(STAGE), attempt == null ? null : "#" + attempt);
    String offset = MDC.get(OFFSET);
    String at =
        joined("-", MDC.get(TOPIC), MDC.get(PARTITION)) + (offset == null ? "" : "@" + offset);
    String all = joined(", ", work, at);
    return all.isEmpty() ? null : "[" + all + "] ";
  }

  private static String joined(String separator, String... parts) {
    return Stream.of(parts)
        .filter(part -> part != null && !part.isEmpty())
        .collect(Collectors.joining(separator));
  }

  private static String distinct(
      Collection<? extends ConsumerRecord<?, ?>> records,
      Function<ConsumerRecord<?, ?>, Object> value) {
    return records.stream()
        .map(value)
        .map(String::valueOf)
        .distinct()
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static LongStream offsets(Collection<? extends ConsumerRecord<?, ?>> records) {
    return records.stream().mapToLong(ConsumerRecord::offset);
  }
}
