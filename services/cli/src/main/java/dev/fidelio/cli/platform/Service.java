package dev.fidelio.cli.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The services, in the order in which they are started: the one place that lists them. */
public enum Service {
  REGISTRY(160, true),
  INGESTION(192, true),
  TRAINER(256, false),
  SAMPLER(256, false),
  /** A covariance of 2,048 features is 32 MiB, and the Fréchet distance needs several. */
  EVALUATOR(1024, false),
  TRACKER(128, true);

  private final int heapMegabytes;
  private final boolean light;

  /**
   * @param light whether it computes little, so that the quick compiler alone is enough for it and
   *     keeps its process small
   */
  Service(int heapMegabytes, boolean light) {
    this.heapMegabytes = heapMegabytes;
    this.light = light;
  }

  /** The name of the module, the process and the log. */
  public String plainName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The runnable jar that the build produces. */
  Path program(Path root) {
    return root.resolve("services")
        .resolve(plainName())
        .resolve("target/quarkus-app/quarkus-run.jar");
  }

  /**
   * JVM options that fit all services on one small machine. A service that has no memory left ends,
   * so that it can be started again.
   */
  List<String> memoryFlags() {
    List<String> flags =
        List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    return light
        ? Stream.concat(flags.stream(), Stream.of("-XX:TieredStopAtLevel=1")).toList()
        : flags;
  }
}
