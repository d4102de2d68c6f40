package dev.fidelio.cvae;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a training has behind it.
 *
 * @param epoch epochs that are done
 * @param step steps that are done, over all epochs
 * @param part what is done of the epoch after these
 * @param environments where, each once
 */
record TrainingPosition(
    int epoch, long step, PartialEpoch part, Set<Map<String, String>> environments) {

  /** That of a network as it is initialised. */
  static final TrainingPosition NONE = new TrainingPosition(0, 0, PartialEpoch.NONE, Set.of());

  private static final Gson GSON = new Gson();
  private static final TypeToken<LinkedHashSet<TreeMap<String, String>>> ENVIRONMENTS =
      new TypeToken<>() {};

  TrainingPosition {
    if (epoch < 0 || step < 0) {
      throw new IllegalArgumentException("epoch %d, step %d".formatted(epoch, step));
    }
  }

  /** From a checkpoint's metadata. */
  static TrainingPosition read(Map<String, String> metadata) {
    String part = metadata.get("part");
    String environments = metadata.get("environments");
    return new TrainingPosition(
        Integer.parseInt(metadata.get("epoch")),
        Long.parseLong(metadata.get("step")),
        part == null ? PartialEpoch.NONE : GSON.fromJson(part, PartialEpoch.class),
        environments == null
            ? Set.of()
            : new LinkedHashSet<>(GSON.fromJson(environments, ENVIRONMENTS)));
  }

  /** Adds this to a checkpoint's metadata. */
  void write(Map<String, String> metadata) {
    metadata.put("epoch", Integer.toString(epoch));
    metadata.put("step", Long.toString(step));
    if (part.steps() > 0) {
      metadata.put("part", GSON.toJson(part));
    }
    if (!environments.isEmpty()) {
      metadata.put("environments", GSON.toJson(environments));
    }
  }
}
