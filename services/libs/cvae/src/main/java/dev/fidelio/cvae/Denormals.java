package dev.fidelio.cvae;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;

/**
 * Makes the calling thread, and the worker threads that it starts from then on, treat denormal
 * numbers as zero, as {@code torch.set_flush_denormal} does. Adam's moments fall through the
 * denormal range where a pixel is always black, and some processors are slow there.
 *
 * <p>DJL has no call for it, so this is libtorch's own, through JNA.
 */
final class Denormals {

  private static final NativeLibrary LIBTORCH =
      NativeLibrary.getInstance(
          Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu")).toString());
  private static final Pointer CONTEXT =
      LIBTORCH.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);

  private Denormals() {}

  static void flush() {
    LIBTORCH
        .getFunction("_ZN2at7Context16setFlushDenormalEb")
        .invoke(Boolean.class, new Object[] {CONTEXT, true});
  }
}
