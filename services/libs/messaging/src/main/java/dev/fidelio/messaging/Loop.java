package dev.fidelio.messaging;

import java.util.Optional;

/** Something that reads a topic for as long as the service runs. */
public interface Loop extends AutoCloseable {

  /** The loop's name, for people: what it reads. */
  String name();

  /** Starts reading, in threads of its own. The broker has answered and the topics are there. */
  void start();

  /** What keeps the loop from its work right now; empty while all is well. */
  Optional<String> trouble();

  /** Stops reading, waits for what is under way to stop, and hands it back. */
  @Override
  void close();
}
