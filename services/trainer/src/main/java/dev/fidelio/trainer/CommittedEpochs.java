package dev.fidelio.trainer;

import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.stages.Attempt;
import dev.fidelio.trainer.EpochTrainer.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The committed epochs of an experiment: one series, possibly trained by several workers. */
final class CommittedEpochs {

  private final Attempt attempt;
  private final List<EpochCompleted> epochs = new ArrayList<>();

  private CommittedEpochs(Attempt attempt) {
    this.attempt = attempt;
  }

  /** Keeps a state in the midst of an epoch, for {@link #latest}. */
  static void keep(Checkpoint state, Attempt attempt) {
    String name = ExperimentFolder.epochName(state.epoch() + 1);
    attempt.keep(name + "-step-%08d".formatted(state.step()), state.toBytes());
  }

  /** The commit point of an epoch, below the experiment; its checkpoint has the name beside it. */
  static String name(int epoch) {
    return ExperimentFolder.epoch(epoch);
  }

  /**
   * Finds every committed epoch and announces it again: an earlier attempt may not have done so.
   */
  static CommittedEpochs announcedAgain(Attempt attempt) {
    CommittedEpochs committedEpochs = new CommittedEpochs(attempt);
    Optional<CommitPoint> epoch = attempt.find(name(1));
    while (epoch.isPresent()) {
      attempt.announce(epoch.get());
      committedEpochs.append(epoch.get());
      epoch = attempt.find(name(committedEpochs.length() + 1));
    }
    return committedEpochs;
  }

  /**
   * Takes over the epochs of the experiment that this one resumes, with their points as they were
   * measured.
   */
  void adopt(Experiment experiment) {
    while (length() < experiment.hyperparameters().epochs()) {
      Optional<EpochCompleted> theirs =
          attempt.find(experiment.resumeFrom(), name(length() + 1)).map(this::epoch);
      if (theirs.isEmpty() || !attempt.adopt(experiment.resumeFrom(), theirs.get().checkpoint())) {
        return;
      }
      commit(experiment, theirs.get().checkpoint(), theirs.get().metrics());
    }
  }

  /**
   * Commits the next epoch, unless another attempt was faster.
   *
   * @return whether this epoch is the committed one
   */
  boolean commit(Experiment experiment, Epoch epoch) {
    String file = name(epoch.number()) + ".safetensors";
    Artifact checkpoint = attempt.write(file, epoch.checkpoint().toBytes());
    EpochCompleted committed = commit(experiment, checkpoint, epoch.metrics());
    return committed.checkpoint().digest().equals(checkpoint.digest());
  }

  private EpochCompleted commit(
      Experiment experiment, Artifact checkpoint, List<MetricPoint> metrics) {
    EpochCompleted candidate =
        EpochCompletedBuilder.builder()
            .experimentId(experiment.experimentId())
            .attempt(attempt.number())
            .epoch(length() + 1)
            .epochs(experiment.hyperparameters().epochs())
            .checkpoint(checkpoint)
            .previousCheckpoint(epochs.isEmpty() ? null : last().checkpoint().digest())
            .metrics(metrics)
            .build();
    return append(attempt.commit(name(candidate.epoch()), List.of(candidate)));
  }

  private EpochCompleted append(CommitPoint committed) {
    epochs.add(epoch(committed));
    return last();
  }

  private EpochCompleted epoch(CommitPoint committed) {
    return committed
        .messages()
        .get(0)
        .payload()
        .map(EpochCompleted.class::cast)
        .orElseThrow(() -> new UnreadableException("no epoch in " + name(length() + 1), null));
  }

  int length() {
    return epochs.size();
  }

  List<EpochCompleted> epochs() {
    return List.copyOf(epochs);
  }

  EpochCompleted last() {
    return epochs.get(epochs.size() - 1);
  }

  /**
   * The latest state that is whole: one in the midst of the next epoch, else that after the last
   * epoch whose checkpoint has its digest. What is damaged is set aside.
   */
  Optional<Checkpoint> latest() {
    return Stream.concat(
            attempt.kept(ExperimentFolder.epochName(length() + 1)), wholeUpTo(length()))
        .map(Checkpoint::read)
        .findFirst();
  }

  /** The latest state that is whole and from which this epoch can be trained again. */
  Optional<Checkpoint> before(EpochCompleted epoch) {
    return wholeUpTo(epoch.epoch() - 1).map(Checkpoint::read).findFirst();
  }

  /** Whether an epoch's checkpoint has its digest; one that has not is set aside. */
  boolean isWhole(EpochCompleted epoch) {
    return attempt.readWhole(epoch.checkpoint()).isPresent();
  }

  private Stream<byte[]> wholeUpTo(int epoch) {
    return IntStream.iterate(epoch - 1, i -> i >= 0, i -> i - 1)
        .mapToObj(i -> attempt.readWhole(epochs.get(i).checkpoint()))
        .flatMap(Optional::stream);
  }

  /**
   * Puts the checkpoint of a committed epoch back, trained again because it was damaged.
   *
   * @throws dev.fidelio.stages.DamagedArtifactException if its bytes are others now
   */
  void restore(Epoch epoch) {
    Artifact checkpoint = epochs.get(epoch.number() - 1).checkpoint();
    attempt.restore(checkpoint, epoch.checkpoint().toBytes());
  }
}
