package dev.fidelio.cvae;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Trains the small network for an epoch and prints the digest of its checkpoint: a process's work.
 */
final class TrainedDigest {

  private TrainedDigest() {}

  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    System.out.println(compute());
  }

  static String compute() throws NoSuchAlgorithmException {
    try (Training training = new Training(Fixture.compute(), Fixture.initial())) {
      training.trainEpoch(Fixture.images(100), progress -> true).orElseThrow();
      byte[] checkpoint = training.checkpoint().toBytes();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(checkpoint));
    }
  }
}
