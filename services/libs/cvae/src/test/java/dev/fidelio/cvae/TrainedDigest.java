package dev.fidelio.cvae;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(checkpoint.toBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
