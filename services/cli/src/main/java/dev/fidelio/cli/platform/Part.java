package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.LocalServer;
import java.io.IOException;
import java.util.OptionalInt;

/** One process of the platform. */
interface Part {

  String name();

  /** The fixed port; empty if any free port will do. */
  OptionalInt fixedPort();

  /** The environment variable that changes the port; empty if there is none. */
  String portVariable();

  /** Starts the process without waiting until it is ready. */
  LocalServer launch(int port) throws IOException;

  /** The process that an earlier command started. */
  LocalServer attach(int port, LocalProcess process) throws IOException;

  /** Whether the process is ready. */
  boolean answers(int port);
}
