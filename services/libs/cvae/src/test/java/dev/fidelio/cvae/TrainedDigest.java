package dev.fidelio.cvae;

import dev.fidelio.formats.Digests;

/**
 * Trains the small network for an epoch and prints the digest of its checkpoint: a process's work.
 */
final class TrainedDigest {

  private TrainedDigest() {}

  public static void main(String[] arguments) {
    System.out.println(compute());
  }

  static String compute() {
    try (Training training = new Training(SmallNetworks.compute(), SmallNetworks.initial())) {
      training.trainEpoch(SmallNetworks.images(100), progress -> true).orElseThrow();
      return of(training.checkpoint());
    }
  }

  static String of(Checkpoint checkpoint) {
    return Digests.sha256(checkpoint.toBytes());
  }
}
