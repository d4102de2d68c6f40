package dev.fidelio.cvae;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that a training needs to go on as if it had never stopped, and a decoder to sample.
 *
 * <p>As bytes it is a safetensors file. The weights have the names that a PyTorch module with
 * {@code encoder} and {@code decoder} lists of {@code nn.Linear} and the heads {@code mu} and
 * {@code logvar} gives them ({@code encoder.0.weight}); Adam's moments have {@code exp_avg.} or
 * {@code exp_avg_sq.} before that. The metadata holds the rest: in the midst of an epoch also the
 * sums of its losses so far, exact, as {@code part}.
 */
public final class Checkpoint {

  private static final String FORMAT = "fidelio-cvae";

  /** Version 1 had checkpoints of whole epochs only. */
  private static final List<String> VERSIONS = List.of("1", "2");

  private static final String FIRST_MOMENT = "exp_avg.";
  private static final String SECOND_MOMENT = "exp_avg_sq.";
  private static final Gson GSON = new Gson();
  private static final TypeToken<LinkedHashSet<TreeMap<String, String>>> ENVIRONMENTS =
      new TypeToken<>() {};

  private final Architecture architecture;
  private final Settings settings;
  private final int epoch;
  private final long step;
  private final EpochPart part;
  private final Set<Map<String, String>> environments;
  private final Map<String, Tensor> tensors;

  Checkpoint(
      Architecture architecture,
      Settings settings,
      int epoch,
      long step,
      EpochPart part,
      Set<Map<String, String>> environments,
      Map<String, Tensor> weights,
      Map<String, Tensor> firstMoments,
      Map<String, Tensor> secondMoments) {
    this(architecture, settings, epoch, step, part, environments, new LinkedHashMap<>(weights));
    firstMoments.forEach((name, tensor) -> tensors.put(FIRST_MOMENT + name, tensor));
    secondMoments.forEach((name, tensor) -> tensors.put(SECOND_MOMENT + name, tensor));
  }

  private Checkpoint(
      Architecture architecture,
      Settings settings,
      int epoch,
      long step,
      EpochPart part,
      Set<Map<String, String>> environments,
      Map<String, Tensor> tensors) {
    this.architecture = architecture;
    this.settings = settings;
    this.epoch = epoch;
    this.step = step;
    this.part = part;
    this.environments = environments;
    this.tensors = tensors;
  }

  /** A network as it is before its first epoch: the weights drawn from the seed, no moments. */
  public static Checkpoint initial(Architecture architecture, Settings settings) {
    Map<String, Tensor> zeros = Parameters.zeros(architecture);
    Map<String, Tensor> weights = Parameters.initial(architecture, settings.seed());
    return new Checkpoint(
        architecture, settings, 0, 0, EpochPart.NONE, Set.of(), weights, zeros, zeros);
  }

  /**
   * Reads a checkpoint and checks that it is whole.
   *
   * @throws DamagedCheckpoint if something is missing, has another shape than the architecture asks
   *     for, or was written by a version that this one does not know
   */
  public static Checkpoint read(byte[] bytes) {
    Safetensors file = Safetensors.read(bytes);
    Map<String, String> metadata = file.metadata();
    String format = metadata.get("format");
    String version = String.valueOf(metadata.get("version"));
    if (!FORMAT.equals(format) || !VERSIONS.contains(version)) {
      throw new DamagedCheckpoint(
          "a checkpoint says %s, version %s; this file says %s, version %s"
              .formatted(FORMAT, String.join(" or ", VERSIONS), format, version));
    }
    Checkpoint checkpoint = described(metadata, file.tensors());
    checkpoint.requireWhole();
    return checkpoint;
  }

  private static Checkpoint described(Map<String, String> metadata, Map<String, Tensor> tensors) {
    try {
      return new Checkpoint(
          Objects.requireNonNull(GSON.fromJson(metadata.get("architecture"), Architecture.class)),
          Objects.requireNonNull(GSON.fromJson(metadata.get("settings"), Settings.class)),
          Integer.parseInt(metadata.get("epoch")),
          Long.parseLong(metadata.get("step")),
          part(metadata),
          environments(metadata),
          tensors);
    } catch (RuntimeException e) {
      // Gson wraps what a record's constructor throws in a bare RuntimeException.
      throw new DamagedCheckpoint("the metadata does not describe a training: " + metadata, e);
    }
  }

  private static EpochPart part(Map<String, String> metadata) {
    String part = metadata.get("part");
    return part == null ? EpochPart.NONE : GSON.fromJson(part, EpochPart.class);
  }

  private static Set<Map<String, String>> environments(Map<String, String> metadata) {
    String environments = metadata.get("environments");
    return environments == null
        ? Set.of()
        : new LinkedHashSet<>(GSON.fromJson(environments, ENVIRONMENTS));
  }

  /** The file; the same state gives the same bytes. */
  public byte[] toBytes() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("version", VERSIONS.get(VERSIONS.size() - 1));
    metadata.put("epoch", Integer.toString(epoch));
    metadata.put("step", Long.toString(step));
    metadata.put("architecture", GSON.toJson(architecture));
    metadata.put("settings", GSON.toJson(settings));
    if (part.steps() > 0) {
      metadata.put("part", GSON.toJson(part));
    }
    if (!environments.isEmpty()) {
      metadata.put("environments", GSON.toJson(environments));
    }
    return new Safetensors(metadata, tensors).toBytes();
  }

  /** The network's sizes. */
  public Architecture architecture() {
    return architecture;
  }

  /** How it was trained so far. */
  public Settings settings() {
    return settings;
  }

  /** Epochs that are done, 0 for a network as initialised. */
  public int epoch() {
    return epoch;
  }

  /** Steps of the optimiser that are done, over all epochs. */
  public long step() {
    return step;
  }

  /** Steps that are done of the epoch after these, 0 where an epoch has just ended. */
  public int stepsOfEpoch() {
    return part.steps();
  }

  /**
   * Where it was trained so far, as {@link Training} was told, each environment once. In one alone
   * the same request gives the same bytes.
   */
  public Set<Map<String, String>> environments() {
    return environments;
  }

  /** The same state, to go on with other settings. */
  public Checkpoint with(Settings settings) {
    return new Checkpoint(architecture, settings, epoch, step, part, environments, tensors);
  }

  EpochPart part() {
    return part;
  }

  Tensor weight(String name) {
    return tensors.get(name);
  }

  Tensor firstMoment(String name) {
    return tensors.get(FIRST_MOMENT + name);
  }

  Tensor secondMoment(String name) {
    return tensors.get(SECOND_MOMENT + name);
  }

  private void requireWhole() {
    architecture.parameters().forEach(this::requireTensors);
    if (tensors.size() != 3 * architecture.parameters().size() || epoch < 0 || step < 0) {
      throw new DamagedCheckpoint(
          "%d tensors, epoch %d, step %d".formatted(tensors.size(), epoch, step));
    }
  }

  private void requireTensors(String name, long[] shape) {
    for (String prefix : new String[] {"", FIRST_MOMENT, SECOND_MOMENT}) {
      Tensor tensor = tensors.get(prefix + name);
      if (tensor == null || !tensor.isFloats(shape)) {
        throw new DamagedCheckpoint(
            "%s%s is missing or has not the shape that the architecture asks for"
                .formatted(prefix, name));
      }
    }
  }
}
