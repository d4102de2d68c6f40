package dev.fidelio.registry.live;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.registry.live.Watch.Stored;
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

/** What the database has that streams have not sent yet, for all of them at once. */
@Singleton
class WatchedEvents {

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

  WatchedEvents(DataSource database) {
    this.database = database;
  }

  /** What each stream has not sent yet, in order. */
  Map<Watch, List<Stored>> since(List<Watch> watches) throws SQLException {
    Map<Watch, List<Stored>> news = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SINCE)) {
      statement.setArray(1, connection.createArrayOf("text", ids(watches)));
      statement.setArray(
          2, connection.createArrayOf("bigint", watches.stream().map(Watch::last).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Stored event =
              new Stored(row.getLong(2), row.getString(3), row.getString(4), row.getString(5));
          Watch watch = watches.get(row.getInt(1) - 1);
          news.computeIfAbsent(watch, any -> new ArrayList<>()).add(event);
        }
      }
    }
    return news;
  }

  /** The watched experiments to which nothing more will happen. */
  Set<String> ended(List<Watch> watches) throws SQLException {
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

  private static Object[] ids(List<Watch> watches) {
    return watches.stream().map(Watch::experimentId).toArray();
  }
}
