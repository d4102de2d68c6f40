package dev.fidelio.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the hyperparameters of a request; the ranges stand in {@link RequestReader}'s table. */
final class HyperparameterReader {

  private static final int MAX_UNITS = 1_000_000_000;
  private static final double MAX_NORM = 1e9;
  private static final Set<String> OPTIMIZERS = Set.of(Hyperparameters.ADAM, Hyperparameters.ADAMW);
  private static final Set<String> SCHEDULES =
      Set.of(Hyperparameters.CONSTANT, Hyperparameters.COSINE);

  /** What says how long a training goes on, and nothing of what a step does. */
  private static final Set<String> LENGTH = Set.of("epochs", "patience");

  private HyperparameterReader() {}

  static Hyperparameters defaults(String experimentId) {
    return new Hyperparameters(32, 0.003, 10, 20, List.of(512, 256), 1, Ids.seedOf(experimentId));
  }

  static Hyperparameters read(Fields fields, Hyperparameters defaults) {
    int batchSize = (int) fields.integer("batchSize", defaults.batchSize(), 1, 4096);
    double learningRate = fields.decimal("learningRate", defaults.learningRate(), 1e-8, 1);
    int epochs = (int) fields.integer("epochs", defaults.epochs(), 1, 1000);
    String optimizer = fields.oneOf("optimizer", defaults.optimizer(), OPTIMIZERS);
    Hyperparameters hyperparameters =
        new Hyperparameters(
            batchSize,
            learningRate,
            epochs,
            (int) fields.integer("latentSize", defaults.latentSize(), 1, 1024),
            fields.integers("hiddenSizes", defaults.hiddenSizes(), 8, MAX_UNITS),
            fields.decimal("beta", defaults.beta(), 0, 1000),
            fields.integer("seed", defaults.seed(), 0, RequestReader.MAX_SEED),
            optimizer,
            fields.decimal("weightDecay", decay(optimizer, defaults), 0, 1),
            fields.oneOf("schedule", defaults.schedule(), SCHEDULES),
            fields.decimal("warmUpEpochs", defaults.warmUpEpochs(), 0, epochs),
            fields.decimal("klWarmUpEpochs", defaults.klWarmUpEpochs(), 0, epochs),
            fields.decimal("clipNorm", defaults.clipNorm(), 0, MAX_NORM),
            (int) fields.integer("patience", defaults.patience(), 0, 1000));
    fields.refuseOthers();
    return hyperparameters;
  }

  /** A training that goes on is the same training: only its length may change. */
  static void refuseChanges(Fields fields, Hyperparameters asked, Hyperparameters resumed) {
    JsonNode before = Json.mapper().valueToTree(resumed);
    JsonNode after = Json.mapper().valueToTree(asked);
    for (Map.Entry<String, JsonNode> field : after.properties()) {
      JsonNode held = before.path(field.getKey());
      if (!LENGTH.contains(field.getKey()) && !field.getValue().equals(held)) {
        fields.refuse(field.getKey(), held + ", as in the experiment that is resumed");
      }
    }
  }

  /** Where the optimiser is another one than by default, its usual decay, as in torch.optim. */
  private static double decay(String optimizer, Hyperparameters defaults) {
    if (optimizer.equals(defaults.optimizer())) {
      return defaults.weightDecay();
    }
    return optimizer.equals(Hyperparameters.ADAMW) ? 0.01 : 0;
  }
}
