package dev.fidelio.registry.models;

import dev.fidelio.registry.history.StoredExperiment;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last epoch's metrics as REST shows them. */
public final class LastLosses {

  private LastLosses() {}

  /** The number of the epoch, then its metrics by name; null before the first epoch is done. */
  public static Map<String, Object> of(StoredExperiment experiment) {
    if (experiment.losses == null) {
      return null;
    }
    Map<String, Object> losses = new LinkedHashMap<>();
    losses.put("epoch", experiment.epoch);
    losses.putAll(experiment.losses);
    return losses;
  }
}
