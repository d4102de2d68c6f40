package dev.fidelio.registry.retention;

import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.registry.retention.StoredFiles.Epoch;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which checkpoints of a completed experiment are dispensable. */
final class CheckpointThinner {

  private static final String LOSS = "test_loss";

  private CheckpointThinner() {}

  /**
   * All but the best, the last, those of versions, and some of the others, spread evenly.
   *
   * @param epochs those whose checkpoints are there, in order
   * @param versions names of checkpoints that are versions
   * @param keep how many of the others stay
   */
  static List<DisposableFile> dispensable(List<Epoch> epochs, Set<String> versions, int keep) {
    if (epochs.isEmpty()) {
      return List.of();
    }
    Set<String> kept = new HashSet<>(versions);
    kept.add(epochs.get(epochs.size() - 1).checkpoint().name());
    epochs.stream()
        .min(Comparator.comparingDouble(CheckpointThinner::loss))
        .ifPresent(best -> kept.add(best.checkpoint().name()));
    List<DisposableFile> others =
        epochs.stream()
            .map(Epoch::checkpoint)
            .filter(checkpoint -> !kept.contains(checkpoint.name()))
            .toList();
    if (others.size() <= keep) {
      return List.of();
    }
    Set<Integer> spread = new HashSet<>();
    IntStream.range(0, keep).forEach(i -> spread.add((2 * i + 1) * others.size() / (2 * keep)));
    return IntStream.range(0, others.size())
        .filter(i -> !spread.contains(i))
        .mapToObj(others::get)
        .toList();
  }

  /** The last test loss of an epoch; without one it is never the best. */
  private static double loss(Epoch epoch) {
    return epoch.fact().metrics().stream()
        .filter(point -> point.name().equals(LOSS))
        .max(Comparator.comparingLong(MetricPoint::step))
        .map(MetricPoint::value)
        .orElse(Double.POSITIVE_INFINITY);
  }
}
