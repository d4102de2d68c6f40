package dev.fidelio.bench.chaos;

import dev.fidelio.stages.Stages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Compares PostgreSQL with the store: state, version, points and files of each experiment. */
final class DatabaseCheck {

  private final Connection database;
  private final Findings findings;

  /** Reads a value from a row. */
  private interface RowFormat {
    String of(ResultSet row) throws SQLException;
  }

  DatabaseCheck(Connection database, Findings findings) {
    this.database = database;
    this.findings = findings;
  }

  void check(SubmittedExperiment submittedExperiment, StoreContents storeContents)
      throws SQLException {
    String id = submittedExperiment.id();
    String state = storeContents.isDone(StoreContents.EVALUATION) ? "COMPLETED" : "FAILED";
    findings.saw(state.toLowerCase(Locale.ROOT) + " experiments", 1);
    findings.requireEqual(
        rows("select state from history.experiment where id = ?", id, row -> row.getString(1)),
        List.of(state),
        "state of " + id + " in PostgreSQL");
    List<String> versions =
        rows(
            "select number from registry.version where experiment_id = ?",
            id,
            row -> row.getString(1));
    findings.saw("versions", versions.size());
    findings.requireEqual(
        versions.size(),
        storeContents.isDone(Stages.TRAINING) ? 1 : 0,
        "number of versions of " + id);
    List<String> points =
        rows(
            "select name, step, value, measured_at from history.metric_point"
                + " where experiment_id = ?",
            id,
            DatabaseCheck::point);
    findings.saw("metric points in PostgreSQL", points.size());
    findings.requireEqual(points, storeContents.series(), "series of " + id + " in PostgreSQL");
    findings.requireEqual(
        rows(
            "select name, digest from history.artifact where experiment_id = ?",
            id,
            row -> row.getString(1) + " " + row.getString(2)),
        storeContents.files().stream()
            .map(file -> storeContents.name(file) + " " + file.digest())
            .sorted()
            .toList(),
        "files of " + id + " in PostgreSQL");
  }

  /** Checks that the versions are numbered 1, 2, 3 and so on without gaps. */
  void checkNumbers() throws SQLException {
    List<Integer> numbers =
        rows(
                "select number from registry.version where model = ?",
                SubmittedExperiment.MODEL,
                row -> row.getString(1))
            .stream()
            .map(Integer::valueOf)
            .sorted()
            .toList();
    for (int i = 0; i < numbers.size(); i++) {
      findings.requireEqual(numbers.get(i), i + 1, "number of a version");
    }
  }

  /** The ids of all facts that the registry has received. */
  Set<String> eventIds() throws SQLException {
    return new TreeSet<>(
        rows("select id from history.event where id <> ?", "", row -> row.getString(1)));
  }

  private static String point(ResultSet row) throws SQLException {
    return StoreContents.point(
        row.getString("name"),
        row.getLong("step"),
        row.getDouble("value"),
        row.getObject("measured_at", OffsetDateTime.class).toInstant().toEpochMilli());
  }

  private List<String> rows(String sql, String parameter, RowFormat format) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(format.of(row));
        }
      }
    }
    return rows.stream().sorted().toList();
  }
}
