package dev.fidelio.artifacts;

import dev.fidelio.contracts.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The attempts at one stage, numbered 1, 2, 3 in the order in which they write their claims, since
 * the broker's delivery count is neither unique nor monotonic.
 */
public final class Claims {

  private static final String CLAIM = StoreLayout.JSON;
  private static final String END = "/end" + StoreLayout.JSON;

  private final ArtifactStore store;
  private final String folder;

  /**
   * @param stage the stage, such as {@code training}
   */
  public Claims(ArtifactStore store, ExperimentFolder experiment, String stage) {
    this.store = store;
    this.folder = experiment.path(stage) + "/claims";
  }

  /**
   * Who claimed, and when.
   *
   * @param worker host and process
   * @param at when
   */
  public record Claimant(String worker, Instant at) {}

  /** An attempt's number, from 1, and its folder, in which only that attempt writes. */
  public record Claim(int attempt, String folder) {}

  /**
   * How an attempt ended, if it did not crash.
   *
   * @param failed whether it failed; otherwise it was released for another worker to continue
   * @param reason why
   */
  public record End(boolean failed, String reason) {}

  /** Takes the first free number. */
  public Claim next(Claimant claimant) {
    byte[] json = Json.bytes(claimant);
    int attempt = (int) claimed().count();
    do {
      attempt++;
    } while (!store.publish(folder + "/" + number(attempt) + CLAIM, json));
    return claim(attempt);
  }

  /** Records how an attempt ended. */
  public void end(Claim claim, End end) {
    store.publish(claim.folder() + END, Json.bytes(end));
  }

  /**
   * The outcomes of the attempts so far.
   *
   * @param failures the ends of those that failed, oldest first
   * @param crashes how many have no recorded end, because they crashed or are still running
   */
  public record AttemptHistory(List<End> failures, int crashes) {}

  /** The outcomes of the attempts before that number. */
  public AttemptHistory before(int attempt) {
    return between(0, attempt);
  }

  /** The outcomes of the attempts after one number and before another. */
  public AttemptHistory between(int last, int attempt) {
    List<Optional<End>> ends =
        claimed()
            .filter(claim -> claim.attempt() > last && claim.attempt() < attempt)
            .map(this::end)
            .toList();
    List<End> failures = ends.stream().flatMap(Optional::stream).filter(End::failed).toList();
    return new AttemptHistory(failures, (int) ends.stream().filter(Optional::isEmpty).count());
  }

  /** Every claim, oldest first. */
  public Stream<Claim> claimed() {
    return store.list(folder).stream()
        .filter(name -> name.endsWith(CLAIM))
        .map(name -> claim(Integer.parseInt(name.substring(0, name.length() - CLAIM.length()))));
  }

  /** The existing files that attempts have written next to their claims. */
  public Stream<String> files() {
    return store.list(folder).stream()
        .filter(name -> !name.endsWith(CLAIM))
        .map(name -> folder + "/" + name)
        .flatMap(attempt -> files(attempt).filter(name -> !name.equals(attempt + END)));
  }

  private Stream<String> files(String name) {
    return store.has(name)
        ? Stream.of(name)
        : store.list(name).stream().flatMap(child -> files(name + "/" + child));
  }

  private Optional<End> end(Claim claim) {
    return store.read(claim.folder() + END).map(json -> Json.read(json, End.class));
  }

  private Claim claim(int attempt) {
    return new Claim(attempt, folder + "/" + number(attempt));
  }

  private static String number(int attempt) {
    return "%04d".formatted(attempt);
  }
}
