package dev.fidelio.registry.experiments.stalled;

import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.TrainingRequested;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Finds accepted, unfinished experiments without recent facts. */
@Singleton
class StalledExperiments {

  private static final String FOUND =
      """
      select experiment.id, event.data
      from history.experiment experiment
      join history.event event
        on event.subject = experiment.id and event.type = 'experiment-accepted'
      where experiment.state = any (?::text[]) and experiment.updated_at < ?
        and not exists (
          select from registry.republication again
          where again.experiment_id = experiment.id and again.published_at >= ?)""";

  /**
   * The row lock lets one registry at a time claim an experiment; a second one finds it claimed.
   */
  private static final String TAKEN =
      """
      insert into registry.republication as again (experiment_id, published_at, times)
      select id, ?, 1 from unnest(?::text[]) as id order by id
      on conflict on constraint republication_experiment_pkey
      do update set published_at = excluded.published_at, times = again.times + 1
      where again.published_at < ?
      returning experiment_id""";

  private final DataSource database;

  StalledExperiments(DataSource database) {
    this.database = database;
  }

  /** The first request of each, by experiment. */
  Map<String, Request> since(Instant before) throws SQLException {
    Map<String, Request> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FOUND)) {
      Object[] unfinished =
          Arrays.stream(ExperimentState.values())
              .filter(state -> !state.isFinal())
              .map(Enum::name)
              .toArray();
      statement.setArray(1, connection.createArrayOf("text", unfinished));
      statement.setObject(2, before.atOffset(ZoneOffset.UTC));
      statement.setObject(3, before.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), request(row.getString(2)));
        }
      }
    }
    return found;
  }

  /**
   * Claims stalled experiments for this registry, in the caller's transaction.
   *
   * @return those that no other registry has published again since {@code before}
   */
  Set<String> take(Set<String> experiments, Instant now, Instant before) throws SQLException {
    Set<String> taken = new TreeSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(TAKEN)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setArray(2, connection.createArrayOf("text", experiments.toArray()));
      statement.setObject(3, before.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          taken.add(row.getString(1));
        }
      }
    }
    return taken;
  }

  private static Request request(String fact) {
    ExperimentAccepted accepted =
        Json.read(fact.getBytes(StandardCharsets.UTF_8), ExperimentAccepted.class);
    return accepted.datasetDigest() == null
        ? new DatasetRequested(accepted.experiment())
        : new TrainingRequested(accepted.experiment(), accepted.datasetDigest());
  }
}
