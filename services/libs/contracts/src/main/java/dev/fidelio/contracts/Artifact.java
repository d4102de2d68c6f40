package dev.fidelio.contracts;

/**
 * A file of an experiment. The name is the same in the store, in MLflow and in REST.
 *
 * @param name path below the experiment, such as {@code checkpoints/epoch-0005.safetensors}
 * @param digest SHA-256 of the bytes, 64 hexadecimal digits
 * @param size bytes
 */
public record Artifact(String name, String digest, long size) {

  public Artifact {
    Constraints.requirePath(name, "name");
    Constraints.requireDigest(digest, "digest");
    Constraints.requireNotNegative(size, "size");
  }
}
