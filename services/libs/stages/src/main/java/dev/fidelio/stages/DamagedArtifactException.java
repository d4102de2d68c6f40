package dev.fidelio.stages;

/** A file of an experiment is missing, or does not match its digest. */
public class DamagedArtifactException extends RuntimeException {

  public DamagedArtifactException(String message) {
    super(message);
  }
}
