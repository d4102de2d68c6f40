package dev.fidelio.artifacts;

import dev.fidelio.contracts.Message;
import java.util.List;

/**
 * A complete decision: the files that were created, and every message to announce. The first one
 * written under its name is final; an attempt that finds it repeats exactly what it holds.
 *
 * @param status how it ended
 * @param attempt the claim under which it was made; 0 if nothing was claimed
 * @param files the files, with their public names
 * @param messages the fact, then the next request, as they are announced
 */
public record CommitPoint(
    Status status, int attempt, List<StagedFile> files, List<Message> messages) {

  /** How a stage ended. */
  public enum Status {
    DONE,
    FAILED,
    CANCELLED
  }

  public CommitPoint {
    files = List.copyOf(files);
    messages = List.copyOf(messages);
  }
}
