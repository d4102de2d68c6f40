package dev.fidelio.cvae;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.function.Supplier;

/** The heap or the device has too little memory for a training; the message says what may help. */
public final class InsufficientMemoryException extends RuntimeException {

  /** Names the error of the heap or of libtorch. */
  public InsufficientMemoryException(Throwable cause) {
    super(
        "out of memory: a smaller batchSize, smaller hiddenSizes, or a worker with more of it may"
            + " help ("
            + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
            + ")",
        cause);
  }

  /** Does the work, and gives what the heap and libtorch say when memory ends this name. */
  static <T> T named(Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      throw new InsufficientMemoryException(e);
    } catch (EngineException e) {
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      // "DefaultCPUAllocator: can't allocate memory", "CUDA out of memory", "std::bad_alloc"
      if (message.contains("allocat")
          || message.contains("out of memory")
          || message.contains("bad_alloc")) {
        throw new InsufficientMemoryException(e);
      }
      throw e;
    }
  }
}
