package dev.fidelio.bench.speed;

import dev.fidelio.bench.support.Http;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.function.IntFunction;

/** One call of the registry after the other, timed. */
final class Calls {

  private Calls() {}

  /**
   * Makes the calls, and before them a fifth as many that are not measured.
   *
   * @param address of each call, by its number
   * @return the median and the 95th percentile, for a person
   */
  static String measure(int count, IntFunction<URI> address) throws IOException {
    Times times = new Times();
    for (int i = -count / 5; i < count; i++) {
      URI call = address.apply(i + count / 5);
      long begun = System.nanoTime();
      Http.bytes(call);
      if (i >= 0) {
        times.add(System.nanoTime() - begun);
      }
    }
    return String.format(
        Locale.ROOT,
        "%d calls, p50 %.1f ms, p95 %.1f ms, longest %.1f ms",
        count,
        times.percentile(50),
        times.percentile(95),
        times.percentile(100));
  }
}
