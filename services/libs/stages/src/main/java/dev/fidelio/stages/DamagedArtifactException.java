package dev.fidelio.stages;

/** A file of an experiment is missing, or is not what its digest says. */
public class DamagedArtifactException extends RuntimeException {

  public DamagedArtifactException(String message) {
    super(message);
  }
}
