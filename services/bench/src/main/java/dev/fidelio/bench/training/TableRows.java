package dev.fidelio.bench.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the rows of a table. */
final class TableRows {

  private final Path python;
  private final Path peer;
  private final Path data;
  private final int epochs;

  TableRows(Path python, Path peer, Path data, int epochs) {
    this.python = python;
    this.peer = peer;
    this.data = data;
    this.epochs = epochs;
  }

  /** The worker and every variant of PyTorch. */
  List<Row> peers(int threads) {
    return List.of(
        peer("PyTorch", 32, threads),
        peer("PyTorch, fused Adam", 32, threads, "--fused"),
        peer("PyTorch, fused, flush-denormal", 32, threads, "--fused", "--flush-denormal"),
        peer("PyTorch, fused, compile", 32, threads, "--fused", "--compile"),
        fidelio("Fidelio worker", WorkerLoop.class, 1, 32, threads));
  }

  /** Different batch sizes, threads and processes. */
  List<Row> scaling() {
    return List.of(
        fidelio("batch 32, 1 worker x 1 thread", BareLoop.class, 1, 32, 1),
        fidelio("batch 32, 1 worker x 2 threads", BareLoop.class, 1, 32, 2),
        fidelio("batch 32, 2 workers x 1 thread", BareLoop.class, 2, 32, 1),
        fidelio("batch 128, 1 worker x 1 thread", BareLoop.class, 1, 128, 1),
        fidelio("batch 128, 1 worker x 2 threads", BareLoop.class, 1, 128, 2),
        peer("PyTorch, fused, batch 128", 128, 2, "--fused"),
        fidelio("batch 512, 1 worker x 1 thread", BareLoop.class, 1, 512, 1),
        fidelio("batch 512, 1 worker x 2 threads", BareLoop.class, 1, 512, 2),
        peer("PyTorch, fused, batch 512", 512, 2, "--fused"));
  }

  private Row fidelio(String name, Class<?> main, int processes, int batchSize, int threads) {
    return new Row(
        name,
        processes,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dfidelio.root=" + System.getProperty("fidelio.root"),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            data.toString(),
            Integer.toString(epochs),
            Integer.toString(batchSize),
            Integer.toString(threads)));
  }

  private Row peer(String name, int batchSize, int threads, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                python.toString(),
                peer.toString(),
                data.toString(),
                "--epochs",
                Integer.toString(epochs),
                "--batch-size",
                Integer.toString(batchSize),
                "--threads",
                Integer.toString(threads)));
    command.addAll(List.of(options));
    return new Row(name, 1, command);
  }
}
