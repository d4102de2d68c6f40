package dev.fidelio.localservers;

import java.nio.file.Path;

/** The folder where the local platform keeps all its state. */
public final class StateFolder {

  /** The environment variable that overrides the folder. */
  public static final String VARIABLE = "FIDELIO_STATE";

  private StateFolder() {}

  /** The checkout, from the system property {@code fidelio.root}. */
  public static Path root() {
    String root = System.getProperty("fidelio.root");
    if (root == null) {
      throw new IllegalStateException("the system property fidelio.root must name the checkout");
    }
    return Path.of(root).toAbsolutePath().normalize();
  }

  /** {@code FIDELIO_STATE}, by default {@code .fidelio} in the checkout. */
  public static Path folder() {
    String named = System.getenv(VARIABLE);
    return named == null || named.isBlank()
        ? root().resolve(".fidelio")
        : Path.of(named).toAbsolutePath().normalize();
  }
}
