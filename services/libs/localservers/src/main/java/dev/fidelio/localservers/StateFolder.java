package dev.fidelio.localservers;

import java.nio.file.Path;

/** The folder that holds everything the local platform keeps. */
public final class StateFolder {

  /** The variable that names another folder. */
  public static final String VARIABLE = "FIDELIO_STATE";

  private StateFolder() {}

  /** The checkout, by the system property {@code fidelio.root}. */
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
