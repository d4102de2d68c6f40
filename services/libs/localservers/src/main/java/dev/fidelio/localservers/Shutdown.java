package dev.fidelio.localservers;

/** The end of this JVM. */
public final class Shutdown {

  private Shutdown() {}

  /** Takes back what was to be done at the end; too late when the end has begun. */
  public static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // Then it is being done, which is right.
      return;
    }
  }
}
