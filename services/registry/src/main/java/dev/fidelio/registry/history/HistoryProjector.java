package dev.fidelio.registry.history;

import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.messaging.Heard;
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

/** Facts about experiments and data sets into the schema {@code history}, each event once. */
@Singleton
public class HistoryProjector extends HistoryProjection {

  HistoryProjector(DataSource database, Schema schema) {
    super(database, schema);
  }

  @Override
  void project(List<Heard> facts, Connection connection) throws SQLException {
    List<Heard> unheard = unheard(facts, connection);
    Map<String, StoredExperiment> known = known(unheard);
    Details details = new Details();
    for (Heard heard : unheard) {
      Instant at = heard.message().time();
      if (heard.payload() instanceof ExperimentFact fact) {
        hear(known, fact, at);
      }
      details.take(heard.payload(), at);
    }
    StoredExperiment.flush();
    details.insert(connection);
  }

  private static void hear(Map<String, StoredExperiment> known, ExperimentFact fact, Instant at) {
    StoredExperiment experiment = known.get(fact.experimentId());
    if (experiment == null) {
      StoredExperiment first = Hearing.first(fact, at);
      first.persist();
      known.put(first.id, first);
    } else {
      Hearing.hear(experiment, fact, at);
    }
  }

  /** Keeps the events, and returns those that were not kept before. */
  private static List<Heard> unheard(List<Heard> facts, Connection connection) throws SQLException {
    Rows events =
        new Rows(
            "history.event",
            "id text",
            "number bigint",
            "subject text",
            "type text",
            "at timestamptz",
            "data text");
    for (Heard heard : facts) {
      Message message = heard.message();
      String data = new String(Json.bytes(message.data()), StandardCharsets.UTF_8);
      // From 1, since a reader that has heard nothing yet stands at 0.
      long number = heard.at().offset() + 1;
      events.add(message.id(), number, heard.payload().key(), message.type(), message.time(), data);
    }
    Set<String> left = events.insert(connection);
    // An event may come twice within one batch, too: the first one counts.
    return facts.stream().filter(heard -> left.remove(heard.message().id())).toList();
  }

  private static Map<String, StoredExperiment> known(List<Heard> facts) {
    Set<String> ids =
        facts.stream()
            .filter(heard -> heard.payload() instanceof ExperimentFact)
            .map(heard -> heard.payload().key())
            .collect(Collectors.toSet());
    return StoredExperiment.byId(ids);
  }
}
