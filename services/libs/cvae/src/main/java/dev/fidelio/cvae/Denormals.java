package dev.fidelio.cvae;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Treats denormal numbers as zero, as {@code torch.set_flush_denormal} does. Adam's moments fall
 * through the denormal range where a pixel is always black, and some processors are slow there.
 *
 * <p>DJL has no call for it, so this is libtorch's own, through JNA. It concerns the calling
 * thread, and the threads that libtorch starts for it meanwhile, which keep it. The calling thread
 * gets its own way back, because Java's arithmetic runs on it too, and Java knows denormal numbers.
 */
final class Denormals {

  /** {@code at::Context::setFlushDenormal(bool)}, a static member: it takes no context. */
  private static final Function SET_FLUSH_DENORMAL =
      NativeLibrary.getInstance(
              Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu")).toString())
          .getFunction("_ZN2at7Context16setFlushDenormalEb");

  private Denormals() {}

  /** Does the work with denormal numbers as zero. */
  static <T> T flushed(Supplier<T> work) {
    SET_FLUSH_DENORMAL.invoke(Boolean.class, new Object[] {true});
    try {
      return work.get();
    } finally {
      SET_FLUSH_DENORMAL.invoke(Boolean.class, new Object[] {false});
    }
  }
}
