package dev.fidelio.cvae;

import com.google.gson.Gson;
import dev.fidelio.formats.MalformedFileException;
import dev.fidelio.formats.Safetensors;
import dev.fidelio.formats.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that a training needs to continue as if it had not been interrupted, and a decoder to
 * sample.
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

  private final Architecture architecture;
  private final TrainingSettings trainingSettings;
  private final TrainingPosition trainingPosition;
  private final Map<String, Tensor> tensors;

  Checkpoint(
      Architecture architecture,
      TrainingSettings trainingSettings,
      TrainingPosition trainingPosition,
      Map<String, Tensor> weights,
      Map<String, Tensor> firstMoments,
      Map<String, Tensor> secondMoments) {
    this(architecture, trainingSettings, trainingPosition, new LinkedHashMap<>(weights));
    firstMoments.forEach((name, tensor) -> tensors.put(FIRST_MOMENT + name, tensor));
    secondMoments.forEach((name, tensor) -> tensors.put(SECOND_MOMENT + name, tensor));
  }

  private Checkpoint(
      Architecture architecture,
      TrainingSettings trainingSettings,
      TrainingPosition trainingPosition,
      Map<String, Tensor> tensors) {
    this.architecture = architecture;
    this.trainingSettings = trainingSettings;
    this.trainingPosition = trainingPosition;
    this.tensors = tensors;
  }

  /** A network as it is before its first epoch: the weights drawn from the seed, no moments. */
  public static Checkpoint initial(Architecture architecture, TrainingSettings trainingSettings) {
    Map<String, Tensor> zeros = Parameters.zeros(architecture);
    Map<String, Tensor> weights = Parameters.initial(architecture, trainingSettings.seed());
    return new Checkpoint(
        architecture, trainingSettings, TrainingPosition.NONE, weights, zeros, zeros);
  }

  /**
   * Reads a checkpoint and checks that it is whole.
   *
   * @throws DamagedCheckpointException if something is missing, has another shape than the
   *     architecture asks for, or was written by a version that this one does not know
   */
  public static Checkpoint read(byte[] bytes) {
    Safetensors file = file(bytes);
    Map<String, String> metadata = file.metadata();
    String format = metadata.get("format");
    String version = String.valueOf(metadata.get("version"));
    if (!FORMAT.equals(format) || !VERSIONS.contains(version)) {
      throw new DamagedCheckpointException(
          "a checkpoint says %s, version %s; this file says %s, version %s"
              .formatted(FORMAT, String.join(" or ", VERSIONS), format, version));
    }
    Checkpoint checkpoint = described(metadata, file.tensors());
    checkpoint.requireWhole();
    return checkpoint;
  }

  private static Safetensors file(byte[] bytes) {
    try {
      return Safetensors.read(bytes);
    } catch (MalformedFileException e) {
      throw new DamagedCheckpointException(e.getMessage(), e);
    }
  }

  private static Checkpoint described(Map<String, String> metadata, Map<String, Tensor> tensors) {
    try {
      return new Checkpoint(
          Objects.requireNonNull(GSON.fromJson(metadata.get("architecture"), Architecture.class)),
          Objects.requireNonNull(GSON.fromJson(metadata.get("settings"), TrainingSettings.class)),
          TrainingPosition.read(metadata),
          tensors);
    } catch (RuntimeException e) {
      // Gson wraps what a record's constructor throws in a bare RuntimeException.
      throw new DamagedCheckpointException(
          "the metadata does not describe a training: " + metadata, e);
    }
  }

  /** The file; the same state gives the same bytes. */
  public byte[] toBytes() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("version", VERSIONS.get(VERSIONS.size() - 1));
    metadata.put("architecture", GSON.toJson(architecture));
    metadata.put("settings", GSON.toJson(trainingSettings));
    trainingPosition.write(metadata);
    return new Safetensors(metadata, tensors).toBytes();
  }

  /** The network's sizes. */
  public Architecture architecture() {
    return architecture;
  }

  /** How it was trained so far. */
  public TrainingSettings settings() {
    return trainingSettings;
  }

  /** Epochs that are done, 0 for a network as initialised. */
  public int epoch() {
    return trainingPosition.epoch();
  }

  /** Steps of the optimiser that are done, over all epochs. */
  public long step() {
    return trainingPosition.step();
  }

  /** Steps that are done of the epoch after these, 0 where an epoch has just ended. */
  public int stepsOfEpoch() {
    return trainingPosition.part().steps();
  }

  /**
   * The environments in which it was trained so far, each once. Within a single environment the
   * same request gives the same bytes.
   */
  public Set<Map<String, String>> environments() {
    return trainingPosition.environments();
  }

  /** The same state with other settings. */
  public Checkpoint with(TrainingSettings trainingSettings) {
    return new Checkpoint(architecture, trainingSettings, trainingPosition, tensors);
  }

  /** The network alone, to sample from: without the optimiser's state, a third of the bytes. */
  public Checkpoint weightsOnly() {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    architecture.parameters().keySet().forEach(name -> weights.put(name, weight(name).copy()));
    return new Checkpoint(architecture, trainingSettings, trainingPosition, weights);
  }

  /** How many bytes its tensors take. */
  public long size() {
    return tensors.values().stream().mapToLong(tensor -> tensor.data().remaining()).sum();
  }

  PartialEpoch part() {
    return trainingPosition.part();
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
    int expected = 3 * architecture.parameters().size();
    if (tensors.size() != expected) {
      throw new DamagedCheckpointException(
          "%d tensors, the architecture asks for %d".formatted(tensors.size(), expected));
    }
  }

  private void requireTensors(String name, long[] shape) {
    for (String prefix : new String[] {"", FIRST_MOMENT, SECOND_MOMENT}) {
      Tensor tensor = tensors.get(prefix + name);
      if (tensor == null || !tensor.isFloats(shape)) {
        throw new DamagedCheckpointException(
            "%s%s is missing or has not the shape that the architecture asks for"
                .formatted(prefix, name));
      }
    }
  }
}
