package dev.fidelio.localservers;

/** Shutdown hooks of this JVM. */
public final class Shutdown {

  private Shutdown() {}

  /** Removes a shutdown hook; has no effect once the JVM is shutting down. */
  public static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running already, which is correct.
      return;
    }
  }
}
