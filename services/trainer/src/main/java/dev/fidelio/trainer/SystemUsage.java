package dev.fidelio.trainer;

import com.sun.management.OperatingSystemMXBean;
import dev.fidelio.cvae.Compute;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the machine is doing, by the names under which MLflow shows system metrics. */
final class SystemUsage {

  private static final double MEGABYTE = 1e6;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Compute compute;

  SystemUsage(Compute compute) {
    this.compute = compute;
  }

  /** The figures of this moment; those that the machine does not tell are left out. */
  Map<String, Double> now() {
    Map<String, Double> usage = new LinkedHashMap<>();
    double total = system.getTotalMemorySize();
    double used = total - system.getFreeMemorySize();
    put(usage, "cpu_utilization_percentage", 100 * system.getCpuLoad());
    put(usage, "system_memory_usage_megabytes", used / MEGABYTE);
    put(usage, "system_memory_usage_percentage", 100 * used / total);
    if (compute.isGpu()) {
      Gpu.read(compute.gpu()).ifPresent(gpu -> gpu.metrics().forEach((k, v) -> put(usage, k, v)));
    }
    return usage;
  }

  private static void put(Map<String, Double> usage, String name, double value) {
    if (value >= 0) {
      usage.put("system/" + name, value);
    }
  }
}
