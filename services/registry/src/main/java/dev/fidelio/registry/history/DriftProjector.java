package dev.fidelio.registry.history;

import dev.fidelio.contracts.AliasDrifted;
import dev.fidelio.contracts.AliasMended;
import dev.fidelio.messaging.Heard;
import dev.fidelio.messaging.Projection;
import dev.fidelio.registry.Positions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** What the tracker has noticed and mended of aliases in MLflow, into {@code history.drift}. */
@Singleton
public class DriftProjector implements Projection {

  private static final String MENDED =
      "update history.drift set mended_at = ?"
          + " where model = ? and alias = ? and drifted_at = ? and mended_at is null";

  private final DataSource database;
  private final Schema schema;
  private final Positions positions;

  DriftProjector(DataSource database, Schema schema) {
    this.database = database;
    this.schema = schema;
    this.positions = new Positions(database, "history.position");
  }

  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    try {
      schema.ensure();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the history", e);
    }
    return positions.of(partitions);
  }

  @Override
  public void apply(List<Heard> facts, Map<TopicPartition, Long> next) {
    positions.advance(next, () -> project(facts));
  }

  @Override
  public boolean isKept() {
    return positions.isKept();
  }

  private void project(List<Heard> facts) {
    Rows drifts =
        new Rows(
            "history.drift",
            "model text",
            "alias text",
            "drifted_at timestamptz",
            "expected integer",
            "found integer",
            "found_in_mlflow text");
    try (Connection connection = database.getConnection();
        PreparedStatement mended = connection.prepareStatement(MENDED)) {
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
    } catch (SQLException e) {
      throw new IllegalStateException("cannot write the history", e);
    }
  }
}
