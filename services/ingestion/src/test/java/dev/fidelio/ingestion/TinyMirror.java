package dev.fidelio.ingestion;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.formats.Idx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** A web server of two tiny data sets, one of which it serves only when told to. */
final class TinyMirror {

  /** Always served. */
  static final String STEADY = "steady";

  /** Answered with status 503 until {@link #repair}. */
  static final String FLAKY = "flaky";

  private static final int SIDE = 8;
  private static volatile boolean isRepaired;

  private TinyMirror() {}

  /** Starts it, and returns the settings that declare its data sets. */
  static Map<String, String> start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", TinyMirror::answer);
    server.start();
    Map<String, String> settings = new HashMap<>();
    for (String name : new String[] {STEADY, FLAKY}) {
      for (DatasetFile file : DatasetFile.values()) {
        settings.put(
            "fidelio.datasets.%s.%s".formatted(name, file.id()),
            "http://127.0.0.1:%d/%s/%s".formatted(server.getAddress().getPort(), name, file.id()));
      }
    }
    return settings;
  }

  /** Serves both from now on. */
  static void repair() {
    isRepaired = true;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean isServed = isRepaired || path.contains(STEADY);
    byte[] content = isServed ? content(path) : new byte[0];
    exchange.sendResponseHeaders(isServed ? 200 : 503, isServed ? content.length : -1);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private static byte[] content(String path) {
    byte first = (byte) path.length();
    return path.endsWith("images")
        ? Idx.write(new byte[2 * SIDE * SIDE], 2, SIDE, SIDE)
        : Idx.write(new byte[] {(byte) (first % 10), 1}, 2);
  }
}
