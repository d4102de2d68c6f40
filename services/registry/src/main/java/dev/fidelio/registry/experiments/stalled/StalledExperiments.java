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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Finds accepted, unfinished experiments without recent facts. */
@Singleton
class StalledExperiments {

  private static final String FOUND =
      """
      select experiment.id from history.experiment experiment
      where experiment.id > ?
        and experiment.state = any (?::text[]) and experiment.updated_at < ?
        and not exists (
          select from registry.republication again
          where again.experiment_id = experiment.id and again.published_at >= ?)
      order by experiment.id limit ?""";

  private static final String ACCEPTED =
      """
      select subject, data from history.event
      where subject = any (?) and type = 'experiment-accepted'""";

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

  /** A page of unfinished experiments without facts since {@code before}, in the order of ids. */
  List<String> page(String after, Instant before, int size) throws SQLException {
    List<String> page = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FOUND)) {
      statement.setString(1, after);
      statement.setArray(2, connection.createArrayOf("text", states(false)));
      statement.setObject(3, before.atOffset(ZoneOffset.UTC));
      statement.setObject(4, before.atOffset(ZoneOffset.UTC));
      statement.setInt(5, size);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          page.add(row.getString(1));
        }
      }
    }
    return page;
  }

  /** The first request of those that were accepted, by experiment. */
  Map<String, Request> requests(Collection<String> experiments) throws SQLException {
    Map<String, Request> requests = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ACCEPTED)) {
      statement.setArray(1, connection.createArrayOf("text", experiments.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          requests.put(row.getString(1), request(row.getString(2)));
        }
      }
    }
    return requests;
  }

  /** The names of the states that are final, or of those that are not. */
  static Object[] states(boolean isFinal) {
    return Arrays.stream(ExperimentState.values())
        .filter(state -> state.isFinal() == isFinal)
        .map(Enum::name)
        .toArray();
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
