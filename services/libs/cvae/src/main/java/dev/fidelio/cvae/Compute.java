package dev.fidelio.cvae;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the arithmetic happens: DJL's PyTorch engine on one device with a number of threads.
 *
 * <p>The number of threads is the process's, and results are only equal to the byte between runs on
 * the same processor type, device and number of threads.
 *
 * <p>The threads wait for one another many times in a step, by default spinning: a processor that
 * others use too is then several times slower. With {@code GOMP_SPINCOUNT=0} in the process's
 * environment they sleep instead, which costs a little on an idle machine.
 */
public final class Compute {

  private static final String ENGINE = "PyTorch";
  private static final Pattern CUDA = Pattern.compile("cuda:(\\d{1,3})");

  private final Engine engine;
  private final Device device;

  private Compute(Engine engine, Device device) {
    this.engine = engine;
    this.device = device;
  }

  /**
   * Loads the engine and chooses the device.
   *
   * @param device {@code auto} (the first GPU, else the processor), {@code cpu}, or {@code cuda:0}
   *     and so on
   * @param threads of the processor for one operation, 0 for as many as it has cores
   * @throws IllegalArgumentException if the device is not one of these or not available, saying
   *     which are
   */
  public static Compute on(String device, int threads) {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must not be negative, but is " + threads);
    }
    Engine engine = load();
    JniUtils.setNumThreads(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    return new Compute(engine, choose(device, engine.getGpuCount()));
  }

  /** The device, as {@link #on} takes it: {@code cpu} or {@code cuda:0}. */
  public String device() {
    return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
  }

  /** Threads of the processor for one operation. */
  public int threads() {
    return JniUtils.getNumThreads();
  }

  /** The engine and its version, such as {@code PyTorch 2.7.1}. */
  public String engine() {
    return engine.getEngineName() + " " + engine.getVersion();
  }

  /** Whether the device is a GPU. */
  public boolean isGpu() {
    return device.isGpu();
  }

  /** The GPU's number; only where there is one. */
  public int gpu() {
    return device.getDeviceId();
  }

  /** Bytes of the GPU's memory, all and in use; only where there is one. */
  public MemoryUsage gpuMemory() {
    return CudaUtils.getGpuMemory(device);
  }

  /** A new scope for native memory on the device. */
  NDManager open() {
    return engine.newBaseManager(device);
  }

  static Device choose(String device, int gpus) {
    if (device.equals("auto")) {
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    if (device.equals("cpu")) {
      return Device.cpu();
    }
    Matcher cuda = CUDA.matcher(device);
    if (!cuda.matches()) {
      throw new IllegalArgumentException(
          "the device must be auto, cpu or cuda:0 and so on, not '%s'".formatted(device));
    }
    int index = Integer.parseInt(cuda.group(1));
    if (index >= gpus) {
      throw new IllegalArgumentException(
          "the device %s is not there: the PyTorch engine sees %d GPUs; cpu always works"
              .formatted(device, gpus));
    }
    return Device.gpu(index);
  }

  private static Engine load() {
    if (System.getProperty("OPT_OUT_TRACKING") == null) {
      System.setProperty("OPT_OUT_TRACKING", "true");
    }
    ClassLoader loader =
        Objects.requireNonNullElse(
            Thread.currentThread().getContextClassLoader(), Compute.class.getClassLoader());
    boolean bundled = loader.getResource("native/lib/pytorch.properties") != null;
    if (bundled && System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
    return Engine.getEngine(ENGINE);
  }
}
