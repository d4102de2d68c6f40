package dev.fidelio.artifacts;

import dev.fidelio.artifacts.Claims.Claim;
import dev.fidelio.formats.Digests;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * States of unfinished work, kept next to the claims for later attempts. A file's name ends in the
 * digest of its content, so that damage is detected.
 */
public final class InterimStates {

  private static final String FOLDER = "/interim";

  private final ArtifactStore store;
  private final Claims claims;

  public InterimStates(ArtifactStore store, Claims claims) {
    this.store = store;
    this.claims = claims;
  }

  /**
   * Keeps a state next to a claim, replacing what that attempt kept before.
   *
   * @param name sorts after the names of earlier states
   */
  public void keep(Claim claim, String name, byte[] content) {
    Interim kept = new Interim(claim.folder() + FOLDER, name + "-" + Digests.sha256(content));
    store.publish(kept.path(), content);
    of(claim).filter(state -> !state.equals(kept)).forEach(state -> store.remove(state.path()));
  }

  /** Every undamaged state that any attempt keeps under this prefix, latest first. */
  public Stream<byte[]> latestFirst(String beginning) {
    return claims
        .claimed()
        .flatMap(this::of)
        .filter(state -> state.name().startsWith(beginning))
        .sorted(Comparator.comparing(Interim::name).reversed())
        .map(this::whole)
        .flatMap(Optional::stream);
  }

  /**
   * Removes the states of this and earlier attempts, since a commit has superseded them. Leaves
   * those of later attempts, because this attempt may be one that was presumed dead.
   */
  public void forget(Claim claim) {
    claims
        .claimed()
        .filter(each -> each.attempt() <= claim.attempt())
        .flatMap(this::of)
        .forEach(state -> store.remove(state.path()));
  }

  private record Interim(String folder, String name) {

    String path() {
      return folder + "/" + name;
    }
  }

  private Stream<Interim> of(Claim claim) {
    String folder = claim.folder() + FOLDER;
    return store.list(folder).stream().map(name -> new Interim(folder, name));
  }

  private Optional<byte[]> whole(Interim state) {
    return store
        .read(state.path())
        .filter(content -> state.name().endsWith("-" + Digests.sha256(content)));
  }
}
