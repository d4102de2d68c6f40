package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.LocalServer;
import java.io.IOException;
import java.util.OptionalInt;

/** One process of the platform. */
interface Part {

  String name();

  /** The port that it must have; empty if any free one will do. */
  OptionalInt fixedPort();

  /** The environment variable that gives it another port; empty if there is none. */
  String portVariable();

  /** Starts it without waiting for it. */
  LocalServer launch(int port) throws IOException;

  /** The one that was started before. */
  LocalServer attach(int port, LocalProcess process) throws IOException;

  /** Whether it answers now. */
  boolean answers(int port);
}
