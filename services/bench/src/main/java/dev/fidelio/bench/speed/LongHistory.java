package dev.fidelio.bench.speed;

import dev.fidelio.bench.support.OwnPlatform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Fills the database with the history of many experiments, each with 1,000 epochs and ten curves.
 */
final class LongHistory {

  private static final String EXPERIMENTS =
      """
      insert into history.experiment (id, model, state, dataset, dataset_digest, attempt,
        requested_at, updated_at, epoch, epochs, hyperparameters, losses)
      select 'bench-' || n, 'bench', 'COMPLETED', 'mnist', repeat('d', 64), 1,
        now(), now(), 1000, 1000,
        format('{"batchSize": 32, "learningRate": 0.003, "epochs": 1000, "latentSize": 20,
          "hiddenSizes": [512, 256], "beta": 1, "seed": %%s}', n)::jsonb,
        '{"train_loss": 105.5, "test_loss": 106.5}'
      from generate_series(1, %d) n
      """;

  private static final String POINTS =
      """
      insert into history.metric_point (experiment_id, name, step, measured_at, value)
      select 'bench-' || n, name, epoch * 1875, now() + epoch * interval '1 second',
        105 + 100.0 / epoch + random()
      from generate_series(1, %d) n, generate_series(1, 1000) epoch,
        unnest(array['train_loss', 'train_bce', 'train_kl', 'test_loss', 'test_bce', 'test_kl',
          'images_per_second', 'system/cpu', 'system/memory', 'learning_rate']) name
      """;

  private static final String EVENTS =
      """
      insert into history.event (id, number, subject, type, at, data)
      select 'bench-' || n || '-' || i, i, 'bench-' || n,
        case i when 0 then 'training-started' when 1001 then 'model-trained'
          else 'epoch-completed' end,
        now() + i * interval '1 second', repeat('data ', 200)
      from generate_series(1, %d) n, generate_series(0, 1001) i
      """;

  private static final String SCORES =
      """
      insert into history.score (experiment_id, evaluation, metric, extractor, profile, value,
        extractor_digest, dataset_digest, split, reference_count, sample_count)
      select 'bench-' || n, 'default', metric, 'inception-mnist', 'fidelio-mnist', random(),
        repeat('e', 64), repeat('d', 64), 'test', 10000, 10000
      from generate_series(1, %d) n,
        unnest(array['fid', 'kid', 'precision', 'recall', 'label_agreement']) metric
      """;

  private static final String MODEL =
      "insert into registry.model (name, versions, sequence) values ('bench', %1$d, %1$d)";

  private static final String VERSIONS =
      """
      insert into registry.version (model, number, experiment_id, checkpoint_name,
        checkpoint_digest, checkpoint_size, dataset_digest, registered_at)
      select 'bench', n, 'bench-' || n, 'checkpoints/epoch-1000.safetensors', repeat('c', 64),
        13000000, repeat('d', 64), now()
      from generate_series(1, %d) n
      """;

  private LongHistory() {}

  /** Writes the history of that many versions; returns the total number of metric points. */
  static long write(OwnPlatform platform, int versions) throws SQLException {
    try (Connection connection = platform.database();
        Statement statement = connection.createStatement()) {
      for (String sql : List.of(EXPERIMENTS, POINTS, EVENTS, SCORES, MODEL, VERSIONS)) {
        statement.execute(sql.formatted(versions));
      }
      statement.execute("vacuum analyze");
      try (ResultSet count = statement.executeQuery("select count(*) from history.metric_point")) {
        count.next();
        return count.getLong(1);
      }
    }
  }
}
