package dev.fidelio.registry.history;

import dev.fidelio.contracts.AliasDrifted;
import dev.fidelio.contracts.AliasMended;
import dev.fidelio.messaging.Heard;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** What the tracker has noticed and mended of aliases in MLflow, into {@code history.drift}. */
@Singleton
public class DriftProjector extends HistoryProjection {

  private static final String MENDED =
      "update history.drift set mended_at = ?"
          + " where model = ? and alias = ? and drifted_at = ? and mended_at is null";

  DriftProjector(DataSource database, Schema schema) {
    super(database, schema);
  }

  @Override
  void project(List<Heard> facts, Connection connection) throws SQLException {
    Rows drifts =
        new Rows(
            "history.drift",
            "model text",
            "alias text",
            "drifted_at timestamptz",
            "expected integer",
            "found integer",
            "found_in_mlflow text");
    try (PreparedStatement mended = connection.prepareStatement(MENDED)) {
      for (Heard heard : facts) {
        Instant at = heard.message().time();
        if (heard.payload() instanceof AliasDrifted drifted) {
          drifts.add(
              drifted.model(),
              drifted.alias(),
              at,
              drifted.expected(),
              drifted.found(),
              drifted.foundInMlflow());
        } else if (heard.payload() instanceof AliasMended fact) {
          mended.setObject(1, at.atOffset(ZoneOffset.UTC));
          mended.setString(2, fact.model());
          mended.setString(3, fact.alias());
          mended.setObject(4, fact.driftedAt().atOffset(ZoneOffset.UTC));
          mended.addBatch();
        }
      }
      drifts.insert(connection);
      mended.executeBatch();
    }
  }
}
