package dev.fidelio.bench.speed;

import dev.fidelio.bench.support.Http;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.function.IntFunction;

/** Times calls of the registry, one after another. */
final class Calls {

  private Calls() {}

  /**
   * Makes the calls, after a fifth as many unmeasured ones to warm up.
   *
   * @param address the address of each call by its number
   * @return the number of calls, median, 95th percentile and maximum, as text
   */
  static String measure(int count, IntFunction<URI> address) throws IOException {
    Times times = new Times();
    for (int i = -count / 5; i < count; i++) {
      URI call = address.apply(i + count / 5);
      long start = System.nanoTime();
      Http.bytes(call);
      if (i >= 0) {
        times.add(System.nanoTime() - start);
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
