package dev.fidelio.trainer;

import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.stages.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The committed epochs of an experiment: its one series, whoever trained them. */
final class Chain {

  private final Attempt attempt;
  private final List<EpochCompleted> epochs = new ArrayList<>();

  private Chain(Attempt attempt) {
    this.attempt = attempt;
  }

  /** The commit point of an epoch, below the experiment; its checkpoint has the name beside it. */
  static String name(int epoch) {
    return "checkpoints/epoch-%04d".formatted(epoch);
  }

  /** Finds every committed epoch and announces it again, since nobody may have done so yet. */
  static Chain announcedAgain(Attempt attempt) {
    Chain chain = new Chain(attempt);
    Optional<CommitPoint> epoch = attempt.find(name(1));
    while (epoch.isPresent()) {
      attempt.announce(epoch.get());
      chain.append(epoch.get());
      epoch = attempt.find(name(chain.length() + 1));
    }
    return chain;
  }

  /** Takes the next epoch as it was committed. */
  EpochCompleted append(CommitPoint committed) {
    EpochCompleted epoch =
        committed
            .messages()
            .get(0)
            .payload()
            .map(EpochCompleted.class::cast)
            .orElseThrow(() -> new UnreadableException("no epoch in " + name(length() + 1), null));
    epochs.add(epoch);
    return epoch;
  }

  int length() {
    return epochs.size();
  }

  boolean isEmpty() {
    return epochs.isEmpty();
  }

  List<EpochCompleted> epochs() {
    return List.copyOf(epochs);
  }

  EpochCompleted last() {
    return epochs.get(epochs.size() - 1);
  }

  /** Digest of the last checkpoint; null for none. */
  String lastDigest() {
    return isEmpty() ? null : last().checkpoint().digest();
  }

  /**
   * The state after the last epoch.
   *
   * @throws dev.fidelio.stages.DamagedArtifactException if its bytes do not have their digest
   */
  Checkpoint checkpoint() {
    return Checkpoint.read(attempt.read(last().checkpoint()));
  }
}
