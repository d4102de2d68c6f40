package dev.fidelio.trainer;

import com.sun.management.OperatingSystemMXBean;
import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.MemoryNeed;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.stages.PermanentFailureException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Locale;

/** Refuses, before its first step, a training that this worker's memory cannot hold. */
final class MemoryCheck {

  /** Of the heap; the rest is for the service around the training. */
  private static final double USABLE = 0.8;

  private MemoryCheck() {}

  /**
   * @throws PermanentFailureException saying what is needed and what there is
   */
  static void require(TrainingPlan trainingPlan, Dataset dataset, Compute compute) {
    long heap = Runtime.getRuntime().maxMemory();
    require(trainingPlan, dataset, heap, compute.isGpu() ? free(compute.gpuMemory()) : machine());
  }

  static void require(TrainingPlan trainingPlan, Dataset dataset, double heap, double device) {
    Architecture architecture = trainingPlan.architecture();
    int images = dataset.train().count();
    MemoryNeed need = MemoryNeed.of(architecture, trainingPlan.settings().batchSize(), images);
    double read = (double) architecture.pixels() * (images + dataset.test().count());
    if (need.heap() + read > USABLE * heap || need.device() > device) {
      throw new PermanentFailureException(
          String.format(
              Locale.ROOT,
              "a network of hiddenSizes %s has %,d weights and needs about %s of memory and %s of"
                  + " Java heap; this worker has %s and %s: choose smaller hiddenSizes or a larger"
                  + " worker",
              architecture.hiddenSizes(),
              architecture.size(),
              gigabytes(need.device()),
              gigabytes((need.heap() + read) / USABLE),
              gigabytes(device),
              gigabytes(heap)));
    }
  }

  private static long machine() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  private static long free(MemoryUsage gpu) {
    return gpu.getMax() - gpu.getUsed();
  }

  private static String gigabytes(double bytes) {
    return String.format(Locale.ROOT, "%,.2f GB", bytes * 1e-9);
  }
}
