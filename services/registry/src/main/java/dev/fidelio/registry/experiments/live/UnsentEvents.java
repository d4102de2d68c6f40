package dev.fidelio.registry.experiments.live;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.registry.experiments.live.EventStream.StoredSignal;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Reads the events that open streams have not sent yet, in one query. */
@Singleton
class UnsentEvents {

  private static final int MAX_ROWS = 5_000;

  private static final String SINCE =
      """
      select watch.place, event.number, event.id, event.type, event.data
      from unnest(?::text[], ?::bigint[]) with ordinality as watch (subject, last, place)
      join history.event event on event.subject = watch.subject and event.number > watch.last
      order by event.number
      limit %d"""
          .formatted(MAX_ROWS);

  private static final String ENDED =
      "select id from history.experiment where id = any (?::text[]) and state = any (?::text[])";

  private final DataSource database;

  UnsentEvents(DataSource database) {
    this.database = database;
  }

  /** The unsent events of each stream, in order. */
  Map<EventStream, List<StoredSignal>> since(List<EventStream> watches) throws SQLException {
    Map<EventStream, List<StoredSignal>> news = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SINCE)) {
      statement.setArray(1, connection.createArrayOf("text", ids(watches)));
      statement.setArray(
          2, connection.createArrayOf("bigint", watches.stream().map(EventStream::last).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          StoredSignal event =
              new StoredSignal(
                  row.getLong(2), row.getString(3), row.getString(4), row.getString(5));
          EventStream eventStream = watches.get(row.getInt(1) - 1);
          news.computeIfAbsent(eventStream, any -> new ArrayList<>()).add(event);
        }
      }
    }
    return news;
  }

  /** The streamed experiments that are in a final state. */
  Set<String> ended(List<EventStream> watches) throws SQLException {
    Object[] finalStates =
        Arrays.stream(ExperimentState.values())
            .filter(ExperimentState::isFinal)
            .map(Enum::name)
            .toArray();
    Set<String> ended = new HashSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ENDED)) {
      statement.setArray(1, connection.createArrayOf("text", ids(watches)));
      statement.setArray(2, connection.createArrayOf("text", finalStates));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ended.add(row.getString(1));
        }
      }
    }
    return ended;
  }

  private static Object[] ids(List<EventStream> watches) {
    return watches.stream().map(EventStream::experimentId).toArray();
  }
}
