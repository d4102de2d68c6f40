package dev.fidelio.localservers;

/** ShutdownHooks hooks of this JVM. */
public final class ShutdownHooks {

  private ShutdownHooks() {}

  /** Removes a shutdown hook; has no effect once the JVM is shutting down. */
  public static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running already, which is correct.
      return;
    }
  }
}
