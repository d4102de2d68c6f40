package dev.fidelio.registry.history;

import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.Fact;
import dev.fidelio.contracts.FactName;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.messaging.LogContext;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.registry.offsets.LogIdentity;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Projects facts about experiments and data sets into the schema {@code history}, each event once.
 */
@Singleton
public class HistoryProjector extends HistoryProjection {

  HistoryProjector(DataSource database, HistorySchema historySchema, LogIdentity logs) {
    super(database, historySchema, logs);
  }

  @Override
  void project(List<ReceivedEvent> facts, Connection connection) throws SQLException {
    List<ReceivedEvent> added = added(facts, connection);
    Map<String, StoredExperiment> known = known(added);
    HistoryWriter historyWriter = new HistoryWriter();
    LogContext.forEach(
        added,
        receivedEvent -> {
          Instant at = receivedEvent.message().time();
          if (receivedEvent.payload() instanceof ExperimentFact fact) {
            apply(known, fact, at);
          }
          historyWriter.take(receivedEvent.payload(), at);
        });
    StoredExperiment.flush();
    historyWriter.insert(connection);
  }

  private static void apply(Map<String, StoredExperiment> known, ExperimentFact fact, Instant at) {
    StoredExperiment experiment = known.get(fact.experimentId());
    if (experiment == null) {
      StoredExperiment first = ExperimentProjector.first(fact, at);
      first.persist();
      known.put(first.id, first);
    } else {
      ExperimentProjector.apply(experiment, fact, at);
    }
  }

  /** Stores the events and returns those that are new. */
  private static List<ReceivedEvent> added(List<ReceivedEvent> facts, Connection connection)
      throws SQLException {
    RowBatch events =
        new RowBatch(
            "history.event",
            "id text",
            "number bigint",
            "subject text",
            "type text",
            "at timestamptz",
            "data text",
            "name text");
    for (ReceivedEvent receivedEvent : facts) {
      Message message = receivedEvent.message();
      String data = new String(Json.bytes(message.data()), StandardCharsets.UTF_8);
      // Numbers start at 1; 0 is the position before the first event.
      long number = receivedEvent.at().offset() + 1;
      events.add(
          message.id(),
          number,
          receivedEvent.payload().key(),
          message.type(),
          message.time(),
          data,
          name(receivedEvent.payload()));
    }
    Set<String> left = events.insert(connection);
    // An event may also occur twice within one batch; the first one counts, as the database's keys
    // have it. Of several events with one name only the first is stored.
    return facts.stream()
        .filter(receivedEvent -> left.remove(receivedEvent.message().id()))
        .toList();
  }

  private static String name(Payload payload) {
    return payload instanceof Fact fact
        ? fact.factName().map(FactName::toString).orElse(null)
        : null;
  }

  private static Map<String, StoredExperiment> known(List<ReceivedEvent> facts) {
    Set<String> ids =
        facts.stream()
            .filter(receivedEvent -> receivedEvent.payload() instanceof ExperimentFact)
            .map(receivedEvent -> receivedEvent.payload().key())
            .collect(Collectors.toSet());
    return StoredExperiment.byId(ids);
  }
}
