package dev.fidelio.bench.training;

import dev.fidelio.bench.support.Program;
import dev.fidelio.localservers.StateFolder;
import dev.fidelio.testing.Mnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures training speed. */
@Command(
    name = "training",
    description = {
      "Measures how fast the defaults train on all of MNIST. In each round, every row of the table",
      "runs in its own process, one after another; the table shows medians.",
      "All processes get GOMP_SPINCOUNT=0 and MALLOC_ARENA_MAX=2, like the platform's services.",
      "Installs PyTorch into its own environment in the state folder (5.6 GB)."
    })
final class TrainingCommand implements Callable<Integer> {

  /** The tables to choose from. */
  enum Table {
    PEERS,
    SCALING
  }

  @Mixin private Program program;

  @Option(names = "--table", paramLabel = "NAME", description = "peers (default) or scaling")
  private Table table = Table.PEERS;

  @Option(names = "--rounds", paramLabel = "N", description = "rounds (default: 3)")
  private int rounds = 3;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "epochs of each training; the last one's speed counts (default: 2)")
  private int epochs = 2;

  @Option(names = "--threads", paramLabel = "N", description = "processor threads (default: 1)")
  private int threads = 1;

  @Mixin private PythonOption python;

  public static void main(String[] arguments) {
    Program.run(new TrainingCommand(), arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    program.atLeastOne("--rounds", rounds);
    program.atLeastOne("--epochs", epochs);
    program.atLeastOne("--threads", threads);
    Map<Row, List<Measurement>> measured = new LinkedHashMap<>();
    List<Row> tableRows = rows();
    for (int round = 1; round <= rounds; round++) {
      for (Row row : tableRows) {
        Measurement one = row.measure();
        measured.computeIfAbsent(row, key -> new ArrayList<>()).add(one);
        program.say(
            String.format(
                Locale.ROOT,
                "round %d  %-32s %,8.0f images/s  %6.1f s",
                round,
                row.name(),
                one.imagesPerSecond(),
                one.seconds()));
      }
    }
    print(measured);
    return 0;
  }

  private List<Row> rows() throws IOException {
    Path peer = StateFolder.root().resolve("services/bench/python/peer.py");
    TableRows tableRows = new TableRows(python.interpreter(program), peer, Mnist.folder(), epochs);
    return switch (table) {
      case PEERS -> tableRows.peers(threads);
      case SCALING -> tableRows.scaling();
    };
  }

  private void print(Map<Row, List<Measurement>> measured) {
    program.say("");
    program.say("| median of " + rounds + " | images/s | total seconds |");
    program.say("|---|---|---|");
    measured.forEach(
        (row, all) ->
            program.say(
                String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.1f |",
                    row.name(),
                    median(all.stream().map(Measurement::imagesPerSecond).toList()),
                    median(all.stream().map(Measurement::seconds).toList()))));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
