package dev.fidelio.evaluator;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

/** The one door to DJL's PyTorch engine: no usage statistics, no downloads, the processor. */
public final class Libtorch {
  private Libtorch() {}

  /** A manager of its own for native memory; whoever asks for it closes it. */
  public static NDManager manager() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    return NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }
}
