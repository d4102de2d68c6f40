package dev.fidelio.registry.retention;

import java.util.List;

/**
 * A file that is no longer needed.
 *
 * @param name its path below the experiment
 * @param published whether a commit point names it; otherwise an attempt has left it behind
 * @param size bytes
 * @param others further names of the same bytes in the store
 */
public record DisposableFile(String name, boolean published, long size, List<String> others) {

  public DisposableFile {
    others = List.copyOf(others);
  }
}
