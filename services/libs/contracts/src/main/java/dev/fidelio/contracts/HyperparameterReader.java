package dev.fidelio.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** Reads the hyperparameters of a request; {@link RequestReader} lists the ranges. */
final class HyperparameterReader {

  private static final int MAX_UNITS = 1_000_000_000;
  private static final double MAX_NORM = 1e9;
  private static final Set<String> OPTIMIZERS = Set.of(Hyperparameters.ADAM, Hyperparameters.ADAMW);
  private static final Set<String> SCHEDULES =
      Set.of(Hyperparameters.CONSTANT, Hyperparameters.COSINE);

  /** Fields that affect only the length of a training, not its steps. */
  private static final Set<String> LENGTH = Set.of("epochs", "patience");

  private HyperparameterReader() {}

  static Hyperparameters read(Fields fields, Hyperparameters defaults) {
    int batchSize = (int) fields.integer("batchSize", defaults.batchSize(), 1, 4096);
    double learningRate = fields.decimal("learningRate", defaults.learningRate(), 1e-8, 1);
    int epochs = (int) fields.integer("epochs", defaults.epochs(), 1, 1000);
    String optimizer = fields.oneOf("optimizer", defaults.optimizer(), OPTIMIZERS);
    Hyperparameters hyperparameters =
        HyperparametersBuilder.builder()
            .batchSize(batchSize)
            .learningRate(learningRate)
            .epochs(epochs)
            .latentSize((int) fields.integer("latentSize", defaults.latentSize(), 1, 1024))
            .hiddenSizes(fields.integers("hiddenSizes", defaults.hiddenSizes(), 8, MAX_UNITS))
            .beta(fields.decimal("beta", defaults.beta(), 0, 1000))
            .seed(fields.integer("seed", defaults.seed(), 0, RequestReader.MAX_SEED))
            .optimizer(optimizer)
            .weightDecay(fields.decimal("weightDecay", decay(optimizer, defaults), 0, 1))
            .schedule(fields.oneOf("schedule", defaults.schedule(), SCHEDULES))
            .warmUpEpochs(fields.decimal("warmUpEpochs", defaults.warmUpEpochs(), 0, epochs))
            .klWarmUpEpochs(fields.decimal("klWarmUpEpochs", defaults.klWarmUpEpochs(), 0, epochs))
            .clipNorm(fields.decimal("clipNorm", defaults.clipNorm(), 0, MAX_NORM))
            .patience((int) fields.integer("patience", defaults.patience(), 0, 1000))
            .build();
    fields.refuseOthers();
    return hyperparameters;
  }

  /** A resumed training may differ only in its length. */
  static void refuseChanges(Fields fields, Hyperparameters requested, Hyperparameters resumed) {
    JsonNode before = Json.mapper().valueToTree(resumed);
    JsonNode after = Json.mapper().valueToTree(requested);
    for (Map.Entry<String, JsonNode> field : after.properties()) {
      JsonNode held = before.path(field.getKey());
      if (!LENGTH.contains(field.getKey()) && !field.getValue().equals(held)) {
        fields.refuse(field.getKey(), held + ", as in the experiment that is resumed");
      }
    }
  }

  /** The default decay; for another optimiser than the default's, its own, as in torch.optim. */
  private static double decay(String optimizer, Hyperparameters defaults) {
    if (optimizer.equals(defaults.optimizer())) {
      return defaults.weightDecay();
    }
    return optimizer.equals(Hyperparameters.ADAMW) ? 0.01 : 0;
  }
}
