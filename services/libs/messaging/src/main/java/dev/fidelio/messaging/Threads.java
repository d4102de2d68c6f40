package dev.fidelio.messaging;

/** Waits for threads. */
final class Threads {

  private Threads() {}

  /** Waits until a thread has ended; null has. */
  static void join(Thread thread) {
    if (thread == null) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
