package dev.fidelio.registry.retention;

import dev.fidelio.registry.retention.RetentionPlan.Item;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Remembers what retention has found, by the database's clock. Files go only when two observations,
 * apart by {@link #APART}, agree that nothing needs them: a clock that jumps ahead and is set right
 * in between deletes nothing.
 */
@Singleton
class RetentionObservations {

  /** The least time between the two. */
  static final Duration APART = Duration.ofHours(1);

  private static final String FORGET =
      """
      delete from registry.retention_observation
      where first_seen_at > now() or (experiment_id, reason) not in (
        select * from unnest(?::text[], ?::text[]))""";

  private static final String OBSERVE =
      """
      insert into registry.retention_observation (experiment_id, reason, first_seen_at)
      select found.experiment_id, found.reason, now()
      from unnest(?::text[], ?::text[]) as found (experiment_id, reason)
      order by found.experiment_id, found.reason
      on conflict do nothing""";

  private static final String SEEN =
      """
      select first_seen_at from unnest(?::text[], ?::text[])
        with ordinality as found (experiment_id, reason, number)
      join registry.retention_observation using (experiment_id, reason) order by number""";

  private final DataSource database;

  RetentionObservations(DataSource database) {
    this.database = database;
  }

  /** The time by the database's clock. */
  Instant now() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement("select clock_timestamp()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getTimestamp(1).toInstant();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the database's clock", e);
    }
  }

  /**
   * Records that these items were found and that nothing else was.
   *
   * @return the items, each with the time from which it may be deleted
   */
  List<Item> observe(List<Item> items) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (Connection connection = database.getConnection()) {
                execute(connection, FORGET, items);
                execute(connection, OBSERVE, items);
                return seen(connection, items);
              }
            });
  }

  private static void execute(Connection connection, String sql, List<Item> items)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, items)) {
      statement.executeUpdate();
    }
  }

  private static List<Item> seen(Connection connection, List<Item> items) throws SQLException {
    List<Item> seen = new ArrayList<>();
    try (PreparedStatement statement = prepare(connection, SEEN, items);
        ResultSet row = statement.executeQuery()) {
      for (Item item : items) {
        row.next();
        seen.add(item.deletableFrom(row.getTimestamp(1).toInstant().plus(APART)));
      }
    }
    return seen;
  }

  private static PreparedStatement prepare(Connection connection, String sql, List<Item> items)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    Object[] experiments = items.stream().map(Item::experimentId).toArray();
    Object[] reasons = items.stream().map(Item::reason).toArray();
    statement.setArray(1, connection.createArrayOf("text", experiments));
    statement.setArray(2, connection.createArrayOf("text", reasons));
    return statement;
  }
}
