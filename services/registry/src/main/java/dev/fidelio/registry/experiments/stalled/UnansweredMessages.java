package dev.fidelio.registry.experiments.stalled;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Finds messages of the outbox that the broker has taken and that no fact has answered: requests of
 * experiments and evaluations, and facts about models that never appeared on the log.
 */
@Singleton
class UnansweredMessages {

  /** How long settled messages and submissions of ended experiments are kept. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final String SETTLE =
      """
      update registry.outbox o set settled_at = now()
      where settled_at is null and published_at is not null and (
        answer is null
        or answer = 'experiment'
          and exists (select from history.experiment e where e.id = o.subject)
        or answer = 'evaluation'
          and exists (
            select from history.evaluation e
            where e.experiment_id = o.subject and e.name = o.evaluation))""";

  /** The pause doubles with each time, up to 256 times as long. */
  private static final String UNANSWERED =
      """
      select number, coalesce(subject, '') from registry.outbox
      where settled_at is null and number > ?
        and published_at < ?::timestamptz - make_interval(secs => ?) * power(2, least(times - 1, 8))
      order by number limit ?""";

  private static final String AGAIN =
      "update registry.outbox set published_at = null, times = times + 1"
          + " where number = any (?) and settled_at is null and published_at is not null";

  private static final String PRUNE_MESSAGES =
      """
      delete from registry.outbox where number in (
        select number from registry.outbox
        where settled_at < now() - make_interval(secs => ?) limit ?)""";

  private static final String PRUNE_SUBMISSIONS =
      """
      delete from registry.submission where experiment_id in (
        select s.experiment_id from registry.submission s
        join history.experiment e on e.id = s.experiment_id
        where s.requested_at < now() - make_interval(secs => ?)
          and e.state = any (?::text[]) limit ?)""";

  private static final String PRUNE_REPUBLICATIONS =
      """
      delete from registry.republication where experiment_id in (
        select r.experiment_id from registry.republication r
        join history.experiment e on e.id = r.experiment_id
        where r.published_at < now() - make_interval(secs => ?)
          and e.state = any (?::text[]) limit ?)""";

  private final DataSource database;

  UnansweredMessages(DataSource database) {
    this.database = database;
  }

  /**
   * A message without an answer.
   *
   * @param number its number in the outbox
   * @param subject the experiment that it is about; empty if it is about a model
   */
  record SentMessage(long number, String subject) {}

  /** Marks those that have been answered. */
  void settle() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SETTLE)) {
      statement.executeUpdate();
    }
  }

  /** A page of those that were published longer than {@code silence} ago, in order. */
  List<SentMessage> page(long after, Instant now, Duration silence, int size) throws SQLException {
    List<SentMessage> page = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(UNANSWERED)) {
      statement.setLong(1, after);
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      statement.setDouble(3, silence.toMillis() / 1e3);
      statement.setInt(4, size);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          page.add(new SentMessage(row.getLong(1), row.getString(2)));
        }
      }
    }
    return page;
  }

  /** Lets the relay publish messages again, as they were, and returns how many. */
  int sendAgain(List<SentMessage> messages) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(AGAIN)) {
      Object[] numbers = messages.stream().map(SentMessage::number).toArray();
      statement.setArray(1, connection.createArrayOf("bigint", numbers));
      return statement.executeUpdate();
    }
  }

  /** Deletes at most {@code size} rows of each kind that have done their work for long. */
  void prune(Object[] finalStates, int size) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PRUNE_MESSAGES)) {
      statement.setDouble(1, KEPT.toSeconds());
      statement.setInt(2, size);
      statement.executeUpdate();
      for (String sql : List.of(PRUNE_SUBMISSIONS, PRUNE_REPUBLICATIONS)) {
        try (PreparedStatement prune = connection.prepareStatement(sql)) {
          prune.setDouble(1, KEPT.toSeconds());
          prune.setArray(2, connection.createArrayOf("text", finalStates));
          prune.setInt(3, size);
          prune.executeUpdate();
        }
      }
    }
  }
}
