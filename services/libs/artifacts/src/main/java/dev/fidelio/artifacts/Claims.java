package dev.fidelio.artifacts;

import dev.fidelio.contracts.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The attempts at one stage: numbered 1, 2, 3 by who is first to write the claim, since the
 * broker's own delivery count is neither unique nor monotonic.
 */
public final class Claims {

  private final ArtifactStore store;
  private final String folder;

  /**
   * @param stageFolder the stage's folder in the store, such as {@code
   *     experiments/digits-1/training}
   */
  public Claims(ArtifactStore store, String stageFolder) {
    this.store = store;
    this.folder = stageFolder + "/claims";
  }

  /**
   * Who claimed, and when.
   *
   * @param worker host and process
   * @param at when
   */
  public record Claimant(String worker, Instant at) {}

  /** An attempt's number, from 1, and its own folder, in which nobody else writes. */
  public record Claim(int attempt, String folder) {}

  /**
   * How an attempt ended, where it lived to say so.
   *
   * @param failed whether it failed; otherwise it was released for another worker to go on
   * @param reason why
   */
  public record End(boolean failed, String reason) {}

  /** Takes the first free number. */
  public Claim next(Claimant claimant) {
    byte[] json = Json.bytes(claimant);
    int attempt = (int) store.list(folder).stream().filter(name -> name.endsWith(".json")).count();
    do {
      attempt++;
    } while (!store.publish(folder + "/" + number(attempt) + ".json", json));
    return new Claim(attempt, folder + "/" + number(attempt));
  }

  /** Writes down how an attempt ended. */
  public void end(Claim claim, End end) {
    store.publish(claim.folder() + "/end.json", Json.bytes(end));
  }

  /** The ends of all attempts that failed, oldest first. */
  public List<End> failures() {
    return store.list(folder).stream()
        .filter(name -> !name.endsWith(".json"))
        .map(name -> store.read(folder + "/" + name + "/end.json"))
        .flatMap(Optional::stream)
        .map(json -> Json.read(json, End.class))
        .filter(End::failed)
        .toList();
  }

  private static String number(int attempt) {
    return "%04d".formatted(attempt);
  }
}
