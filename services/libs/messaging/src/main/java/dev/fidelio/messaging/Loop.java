package dev.fidelio.messaging;

import java.util.Optional;

/** Reads a topic for as long as the service runs. */
public interface Loop extends AutoCloseable {

  /** The loop's name in logs and health checks: what it reads. */
  String name();

  /** Starts reading, on its own threads. The broker is available and the topics exist. */
  void start();

  /** What currently keeps the loop from working; empty if nothing does. */
  Optional<String> problem();

  /** Stops reading, waits for running work to stop, and releases its records. */
  @Override
  void close();
}
