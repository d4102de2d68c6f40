package dev.fidelio.localservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** TCP ports on the loopback address. */
public final class Ports {

  /** The only address that local servers listen on. */
  public static final String HOST = "127.0.0.1";

  private static final Set<Integer> ISSUED = ConcurrentHashMap.newKeySet();
  private static final int CONNECT_MILLIS = 1_000;

  private Ports() {}

  /**
   * A port that no process listens on now, a different one with each call. Another process may take
   * it before the caller does.
   */
  public static int free() {
    int port;
    do {
      port = findFree();
    } while (!ISSUED.add(port));
    return port;
  }

  private static int findFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
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
