package dev.fidelio.messaging;

import dev.fidelio.localservers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An address at which clients find the broker only once it is opened. */
final class BlockedAddress implements AutoCloseable {

  private final int port = Ports.free();
  private final String broker;
  private final ServerSocket server;

  /**
   * @param broker host:port of the broker
   */
  BlockedAddress(String broker) throws IOException {
    this.broker = broker;
    this.server = new ServerSocket();
  }

  String bootstrapServers() {
    return Ports.HOST + ":" + port;
  }

  void open() throws IOException {
    server.bind(new InetSocketAddress(Ports.HOST, port));
    start(
        () -> {
          while (true) {
            connect(server.accept());
          }
        });
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void connect(Socket client) throws IOException {
    String[] address = broker.split(":");
    Socket forwarded = new Socket(address[0], Integer.parseInt(address[1]));
    start(() -> client.getInputStream().transferTo(forwarded.getOutputStream()));
    start(() -> forwarded.getInputStream().transferTo(client.getOutputStream()));
  }

  private interface Transfer {
    void run() throws IOException;
  }

  private static void start(Transfer transfer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                transfer.run();
              } catch (IOException e) {
                throw new UncheckedIOException("the connection has ended", e);
              }
            });
    thread.setUncaughtExceptionHandler((ended, cause) -> {});
    thread.setDaemon(true);
    thread.start();
  }
}
