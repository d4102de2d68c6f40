package dev.fidelio.bench.chaos;

import dev.fidelio.bench.support.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code services/bench/chaos}. */
@Command(
    name = "chaos",
    description = {
      "Kills, ends and freezes the processes of a platform of its own at random moments while it"
          + " trains small experiments, starts again what has ended, and at the end looks whether"
          + " anything was lost or happened twice.",
      "Exit code: 0 if all is well, 1 if not, 2 for wrong usage."
    })
final class ChaosCommand implements Callable<Integer> {

  @Mixin private Program program;

  @Option(
      names = "--experiments",
      paramLabel = "N",
      description = "how many to submit (default: ${DEFAULT-VALUE})")
  private int experiments = 12;

  @Option(
      names = "--faults",
      paramLabel = "N",
      description = "how many faults (default: ${DEFAULT-VALUE})")
  private int faults = 20;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "which faults, when and to whom (default: a new one)")
  private long seed = new Random().nextInt(1_000_000);

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description =
          "how long everything may take to come to rest after the last fault"
              + " (default: ${DEFAULT-VALUE})")
  private int limit = 300;

  private ChaosCommand() {}

  /** The command. */
  public static void main(String[] arguments) {
    Program.run(new ChaosCommand(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    program.atLeastOne("--experiments", experiments);
    program.atLeastOne("--faults", faults);
    program.atLeastOne("--limit", limit);
    String again =
        "chaos --experiments %d --faults %d --seed %d".formatted(experiments, faults, seed);
    program.say(again);
    Chaos chaos = new Chaos(experiments, faults, seed, Duration.ofSeconds(limit));
    Path state = program.state();
    Findings findings = chaos.run(state, program::say);
    findings.seen().forEach((what, count) -> program.say("%9d %s".formatted(count, what)));
    findings.wrong().forEach(what -> program.say("WRONG: " + what));
    if (findings.wrong().isEmpty()) {
      program.forget(state);
      program.say("nothing was lost and nothing happened twice");
      return 0;
    }
    program.say("the same faults again: " + again + "; what it left behind lies in " + state);
    return 1;
  }
}
