package dev.fidelio.evaluator;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** The only access to DJL's PyTorch engine: without usage statistics or downloads, on the CPU. */
public final class Libtorch {
  private static final String ENGINE = "PyTorch";

  private Libtorch() {}

  /**
   * Loads the engine.
   *
   * @param threads the number of threads of the process for one operation; 0 means one per core
   */
  public static Engine load(int threads) {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    Engine engine = Engine.getEngine(ENGINE);
    JniUtils.setNumThreads(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    return engine;
  }

  /** A scope for native memory; the engine must be loaded. The caller closes it. */
  static NDManager manager() {
    return NDManager.newBaseManager(Device.cpu(), ENGINE);
  }
}
