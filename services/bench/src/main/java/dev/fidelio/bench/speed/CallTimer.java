package dev.fidelio.bench.speed;

import dev.fidelio.bench.support.Http;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.function.IntFunction;

/** Latencies calls of the registry, one after another. */
final class CallTimer {

  private CallTimer() {}

  /**
   * Makes the calls, after a fifth as many unmeasured ones to warm up.
   *
   * @param address the address of each call by its number
   * @return the number of calls, median, 95th percentile and maximum, as text
   */
  static String measure(int count, IntFunction<URI> address) throws IOException {
    Latencies latencies = new Latencies();
    for (int i = -count / 5; i < count; i++) {
      URI call = address.apply(i + count / 5);
      long start = System.nanoTime();
      Http.bytes(call);
      if (i >= 0) {
        latencies.add(System.nanoTime() - start);
      }
    }
    return String.format(
        Locale.ROOT,
        "%d calls, p50 %.1f ms, p95 %.1f ms, longest %.1f ms",
        count,
        latencies.percentile(50),
        latencies.percentile(95),
        latencies.percentile(100));
  }
}
