package dev.fidelio.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes that no HTTP library would send, each on a connection of its own. */
final class RawHttp {

  private static final int PATIENCE_MILLIS = 30_000;

  private RawHttp() {}

  /**
   * An answer.
   *
   * @param headers by their names, whatever the case
   */
  record Answer(int status, Map<String, String> headers, byte[] body) {

    String header(String name) {
      return headers.get(name);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Connects a socket to the registry under test. */
  static Socket connect(int port, Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    return socket;
  }

  /** Sends a call without a body, whose answer ends with the connection. */
  static void ask(Socket socket, String method, String address) throws IOException {
    send(socket, method, address, "", new byte[0]);
  }

  /**
   * Calls and waits for the whole answer.
   *
   * @param headers lines that end with CR and LF
   */
  static Answer call(int port, String method, String address, String headers, byte[] body)
      throws IOException {
    try (Socket socket = connect(port, new Socket())) {
      send(socket, method, address, headers, body);
      return answer(socket.getInputStream().readAllBytes());
    }
  }

  private static void send(
      Socket socket, String method, String address, String headers, byte[] body)
      throws IOException {
    byte[] head =
        "%s %s HTTP/1.1\r\nHost: registry\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(method, address, headers, body.length)
            .getBytes(StandardCharsets.UTF_8);
    OutputStream out = socket.getOutputStream();
    out.write(head);
    out.write(body);
    out.flush();
  }

  static Answer get(int port, String address, String headers) throws IOException {
    return call(port, "GET", address, headers, new byte[0]);
  }

  /** What was received on a connection until its end. */
  static Answer answer(byte[] received) {
    String text = new String(received, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(": ?", 2);
      headers.put(header[0], header[1]);
    }
    byte[] body = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
  }
}
