package dev.fidelio.artifacts;

import dev.fidelio.formats.Digests;

/** Files whose content is no longer what was written. */
public final class DamagedFiles {

  private static final String MARKER = ".damaged-";

  private final ArtifactStore store;

  public DamagedFiles(ArtifactStore store) {
    this.store = store;
  }

  /** Keeps a damaged file under another name for diagnosis, and frees its own. */
  public void setAside(String name) {
    store
        .read(name)
        .ifPresent(content -> store.publish(name + MARKER + Digests.sha256(content), content));
    store.remove(name);
  }
}
