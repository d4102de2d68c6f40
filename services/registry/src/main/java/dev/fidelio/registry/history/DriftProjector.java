package dev.fidelio.registry.history;

import dev.fidelio.contracts.AliasDrifted;
import dev.fidelio.contracts.AliasMended;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.registry.offsets.LogIdentity;
import dev.fidelio.registry.outbox.Outbox;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** Projects detected and corrected alias drift in MLflow into {@code history.drift}. */
@Singleton
public class DriftProjector extends HistoryProjection {

  private static final String MENDED =
      "update history.drift set mended_at = ?"
          + " where model = ? and alias = ? and drifted_at = ? and mended_at is null";

  DriftProjector(DataSource database, HistorySchema historySchema, LogIdentity logs) {
    super(database, historySchema, logs);
  }

  @Override
  void project(List<ReceivedEvent> facts, Connection connection) throws SQLException {
    RowBatch drifts =
        new RowBatch(
            "history.drift",
            "model text",
            "alias text",
            "drifted_at timestamptz",
            "expected integer",
            "found integer",
            "found_in_mlflow text");
    try (PreparedStatement mended = connection.prepareStatement(MENDED)) {
      for (ReceivedEvent receivedEvent : facts) {
        Instant at = receivedEvent.message().time();
        if (receivedEvent.payload() instanceof AliasDrifted drifted) {
          drifts.add(
              drifted.model(),
              drifted.alias(),
              at,
              drifted.expected(),
              drifted.found(),
              drifted.foundInMlflow());
        } else if (receivedEvent.payload() instanceof AliasMended fact) {
          mended.setObject(1, at.atOffset(ZoneOffset.UTC));
          mended.setString(2, fact.model());
          mended.setString(3, fact.alias());
          mended.setObject(4, fact.driftedAt().atOffset(ZoneOffset.UTC));
          mended.addBatch();
        }
      }
      Outbox.appeared(facts.stream().map(fact -> fact.message().id()).toList(), connection);
      drifts.insert(connection);
      mended.executeBatch();
    }
  }
}
