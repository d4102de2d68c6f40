package dev.fidelio.registry.rest;

import dev.fidelio.registry.history.StoredExperiment;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last epoch's metrics as REST shows them. */
final class Losses {

  private Losses() {}

  /** The number of the epoch, then its metrics by name; null before the first epoch is done. */
  static Map<String, Object> of(StoredExperiment experiment) {
    if (experiment.losses == null) {
      return null;
    }
    Map<String, Object> losses = new LinkedHashMap<>();
    losses.put("epoch", experiment.epoch);
    losses.putAll(experiment.losses);
    return losses;
  }
}
