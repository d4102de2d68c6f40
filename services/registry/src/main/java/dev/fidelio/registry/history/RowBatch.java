package dev.fidelio.registry.history;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rows for one table, sent as one statement: each column travels as one array. Rows whose key the
 * table has already are left out by the database.
 */
final class RowBatch {

  private final String table;
  private final List<String> columns = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private final List<Object[]> rows = new ArrayList<>();

  /**
   * @param table name of the table, with its schema
   * @param columns each column with its PostgreSQL type, such as {@code step bigint}
   */
  RowBatch(String table, String... columns) {
    this.table = table;
    for (String column : columns) {
      String[] nameAndType = column.split(" ");
      this.columns.add(nameAndType[0]);
      this.types.add(nameAndType[1]);
    }
  }

  /** One more row, a value for each column. */
  void add(Object... values) {
    rows.add(values);
  }

  /**
   * Writes the rows.
   *
   * @return the first column of every row that was not there before
   */
  Set<String> insert(Connection connection) throws SQLException {
    Set<String> inserted = new TreeSet<>();
    if (rows.isEmpty()) {
      return inserted;
    }
    String arrays =
        types.stream().map(type -> "?::" + type + "[]").collect(Collectors.joining(", "));
    String sql =
        "insert into %s (%s) select * from unnest(%s) on conflict do nothing returning %s"
            .formatted(table, String.join(", ", columns), arrays, columns.get(0));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int column = 0; column < columns.size(); column++) {
        statement.setArray(column + 1, array(connection, column));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          inserted.add(row.getString(1));
        }
      }
    }
    return inserted;
  }

  /**
   * As text, which PostgreSQL reads exactly: a timestamp with its zone, a double to the last bit.
   */
  private Array array(Connection connection, int column) throws SQLException {
    String[] values =
        rows.stream()
            .map(row -> row[column] == null ? null : row[column].toString())
            .toArray(String[]::new);
    return connection.createArrayOf("text", values);
  }
}
