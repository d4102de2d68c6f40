package dev.fidelio.localservers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback address. */
public final class Ports {

  /** The only address that local servers listen on. */
  public static final String HOST = "127.0.0.1";

  // Below the ranges from which Linux (32768 to 60999) and macOS (49152 to 65535) take the ports of
  // outgoing connections: one of those would occupy a port between the choice and the server's
  // start.
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 31_999;

  private static final Set<Integer> ISSUED = ConcurrentHashMap.newKeySet();
  private static final int CONNECT_MILLIS = 1_000;

  private Ports() {}

  /**
   * A port from 15000 to 31999 that no process uses now, a different one with each call. Another
   * server may take it before the caller does; an outgoing connection does not.
   *
   * @throws IllegalStateException if no port of the range is free
   */
  public static int free() {
    return ThreadLocalRandom.current()
        .ints(100_000, LOWEST, HIGHEST + 1)
        .filter(port -> isFree(port) && ISSUED.add(port))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST));
  }

  /** Whether the port is free to listen on. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections that a stopped server left in TIME_WAIT do not block its port.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(HOST, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether a server accepts connections on the port. */
  public static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HOST, port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
