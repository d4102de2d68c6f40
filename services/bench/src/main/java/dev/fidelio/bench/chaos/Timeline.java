package dev.fidelio.bench.chaos;

import dev.fidelio.testing.Progress;
import java.util.Locale;

/** Says what happens and how long after the beginning. */
final class Timeline implements Progress {

  private final Progress out;
  private final long begun = System.nanoTime();

  Timeline(Progress out) {
    this.out = out;
  }

  @Override
  public synchronized void say(String line) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    out.say(String.format(Locale.ROOT, "%7.1f s  %s", seconds, line));
  }
}
