package dev.fidelio.bench.chaos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls whose callers read the beginning of the answer, at most, and reset the connection. */
final class AbandonedCalls {

  private static final int CALLS = 200;
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(1).toMillis();

  private AbandonedCalls() {}

  /** Makes the calls one after the other; returns how many the server took. */
  static int of(URI address) {
    int taken = 0;
    for (int call = 0; call < CALLS; call++) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setSoLinger(true, 0);
        socket.getOutputStream().write(request(address));
        if (call % 2 == 0) {
          socket.getInputStream().read();
        }
        taken++;
      } catch (IOException e) {
        // The registry may be down or frozen: another fault's doing.
        break;
      }
    }
    return taken;
  }

  private static byte[] request(URI address) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
        .formatted(address.getPath(), address.getAuthority())
        .getBytes(StandardCharsets.US_ASCII);
  }
}
