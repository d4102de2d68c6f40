package dev.fidelio.registry.retention;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Finds ended experiments whose files are not all needed. */
@Singleton
class RetentionQueries {

  /**
   * Experiments whose files are needed: what an alias holds, or has held, so that a rollback may
   * restore it; what is scored again, waits to take an alias, or is what that is compared with;
   * what an unfinished experiment goes on from, accepted or only submitted.
   */
  private static final String NEEDED =
      """
      with unfinished as (
        select id, resume_from from history.experiment
        where state not in ('COMPLETED', 'REJECTED', 'FAILED', 'CANCELLED')
      ), needed (id) as (
        select id from unfinished
        union
        select resume_from from unfinished where resume_from is not null
        union
        select s.request->>'resumeFrom' from registry.submission s
        where s.request->>'resumeFrom' is not null
          and not exists (select from history.experiment h where h.id = s.experiment_id)
        union
        select v.experiment_id from registry.version v
        join registry.alias a on a.model = v.model and a.version = v.number
        union
        select v.experiment_id from registry.version v
        join registry.promotion p
          on p.model = v.model and v.number in (p.from_version, p.to_version)
        union
        select experiment_id from registry.challenge where state = 'waiting'
        union
        select awaited_experiment_id from registry.challenge
        where state = 'waiting' and awaited_experiment_id is not null
        union
        select e.experiment_id from registry.evaluation e
        where not exists (
          select from history.evaluation h
          where h.experiment_id = e.experiment_id and h.name = e.name)
      )
      """;

  private static final String ARCHIVED =
      NEEDED
          + """
          select h.id from history.experiment h
          join registry.version v on v.experiment_id = h.id
          where h.id not in (select id from needed)
          group by h.id having bool_and(coalesce(v.archived_at <= ?, false)) order by h.id""";

  private static final String DEAD =
      NEEDED
          + """
          select h.id from history.experiment h
          where h.state in ('FAILED', 'CANCELLED') and h.updated_at <= ?
            and not exists (select from registry.version v where v.experiment_id = h.id)
            and h.id not in (select id from needed)
          order by h.id""";

  private static final String ENDED =
      """
      select id from history.experiment
      where state in ('COMPLETED', 'FAILED', 'CANCELLED') and updated_at between ? and ?
      order by id""";

  private static final String COMPLETED =
      """
      select h.id, v.checkpoint_name
      from history.experiment h left join registry.version v on v.experiment_id = h.id
      where h.state = 'COMPLETED'
        and h.id not in (
          select resume_from from history.experiment
          where resume_from is not null
            and state not in ('COMPLETED', 'REJECTED', 'FAILED', 'CANCELLED'))
      order by h.id""";

  private final DataSource database;

  RetentionQueries(DataSource database) {
    this.database = database;
  }

  /** Experiments whose versions were all archived before an instant and that are not in use. */
  List<String> archivedBefore(Instant before) throws SQLException {
    return ids(ARCHIVED, before);
  }

  /** Those that failed or were cancelled before an instant, have no version, and are not needed. */
  List<String> deadBefore(Instant before) throws SQLException {
    return ids(DEAD, before);
  }

  /** Those that completed and that no unfinished one resumes, with their versions' checkpoints. */
  Map<String, Set<String>> completed() throws SQLException {
    Map<String, Set<String>> checkpoints = new LinkedHashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(COMPLETED);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Set<String> names =
            checkpoints.computeIfAbsent(row.getString(1), experiment -> new HashSet<>());
        if (row.getString(2) != null) {
          names.add(row.getString(2));
        }
      }
    }
    return checkpoints;
  }

  /** Those whose last fact came between two instants, and that have ended. */
  List<String> endedBetween(Instant from, Instant to) throws SQLException {
    return ids(ENDED, from, to);
  }

  private List<String> ids(String query, Instant... instants) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < instants.length; i++) {
        statement.setObject(i + 1, instants[i].atOffset(ZoneOffset.UTC));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getString(1));
        }
      }
    }
    return ids;
  }
}
