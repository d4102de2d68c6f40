package dev.fidelio.messaging;

import java.util.Optional;

/** Runs on threads of its own for as long as the service does. */
public interface BackgroundTask extends AutoCloseable {

  /** The task's name in logs and health checks. */
  String name();

  /** Starts the threads. The broker is available and the topics exist. */
  void start();

  /** What currently keeps the service from being ready; empty if nothing does. */
  Optional<String> problem();

  /** Whether all threads run that should: false once one of them has ended by itself. */
  boolean isAlive();

  /** Stops, and waits for running work to stop. */
  @Override
  void close();
}
