package dev.fidelio.bench.chaos;

import dev.fidelio.localservers.ProgressListener;
import java.util.Locale;

/** Prefixes each line with the seconds since the start. */
final class Timeline implements ProgressListener {

  private final ProgressListener out;
  private final long started = System.nanoTime();

  Timeline(ProgressListener out) {
    this.out = out;
  }

  @Override
  public synchronized void say(String line) {
    double seconds = (System.nanoTime() - started) / 1e9;
    out.say(String.format(Locale.ROOT, "%7.1f s  %s", seconds, line));
  }
}
