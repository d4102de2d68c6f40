package dev.fidelio.artifacts;

import dev.fidelio.contracts.Message;
import java.util.List;

/**
 * What was decided, whole: the files that were made, and every message that says so. The first one
 * written under its name stands for ever; whoever finds it repeats exactly what it holds.
 *
 * @param status how it ended
 * @param attempt the claim under which it was made; 0 where nothing was claimed
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
