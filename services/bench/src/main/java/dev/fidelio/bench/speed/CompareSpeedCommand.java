package dev.fidelio.bench.speed;

import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.bench.support.Program;
import dev.fidelio.cli.platform.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code services/bench/compare}. */
@Command(
    name = "compare",
    description = {
      "Starts its own platform, fills the database with 1,000,000 metric points (100 versions"
          + " of 1,000 epochs each), and measures how long the registry takes to compare randomly"
          + " chosen versions.",
      "Exit code: 0 if they were compared, 1 if not, 2 for wrong usage."
    })
final class CompareSpeedCommand implements Callable<Integer> {

  private static final int IMAGES = 512;
  private static final int VERSIONS = 100;

  @Mixin private Program program;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "requests to measure of each kind (default: ${DEFAULT-VALUE})")
  private int requests = 500;

  private CompareSpeedCommand() {}

  /** The command. */
  public static void main(String[] arguments) {
    Program.run(new CompareSpeedCommand(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    program.atLeastOne("--requests", requests);
    Path state = program.state();
    try (OwnPlatform platform =
        new OwnPlatform(
            state, IMAGES, List.of(Service.REGISTRY), Map.of(), Map.of(), program::say)) {
      platform.up();
      long points = LongHistory.write(platform, VERSIONS);
      program.say("%,d metric points".formatted(points));
      for (int compared : new int[] {2, 6}) {
        Random random = new Random(compared);
        program.say(
            "%d versions: %s"
                .formatted(
                    compared,
                    CallTimer.measure(
                        requests,
                        i ->
                            platform.address(
                                "models/bench/compare?versions=" + chosen(random, compared)))));
      }
    }
    program.forget(state);
    return 0;
  }

  private static String chosen(Random random, int count) {
    return random
        .ints(1, VERSIONS + 1)
        .distinct()
        .limit(count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }
}
