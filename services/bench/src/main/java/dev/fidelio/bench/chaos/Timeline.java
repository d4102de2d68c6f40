package dev.fidelio.bench.chaos;

import dev.fidelio.localservers.ProgressListener;
import java.util.Locale;

/** Says what happens and how long after the beginning. */
final class Timeline implements ProgressListener {

  private final ProgressListener out;
  private final long begun = System.nanoTime();

  Timeline(ProgressListener out) {
    this.out = out;
  }

  @Override
  public synchronized void say(String line) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    out.say(String.format(Locale.ROOT, "%7.1f s  %s", seconds, line));
  }
}
