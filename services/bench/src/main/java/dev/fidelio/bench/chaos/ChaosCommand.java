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
      "Starts its own platform and, while it trains small experiments, kills, terminates and"
          + " freezes its processes at random moments, takes the store away for ten seconds, forges"
          + " facts and abandons calls; restarts what has ended, and finally checks that nothing"
          + " was lost or happened twice.",
      "Exit code: 0 if all checks pass, 1 if not, 2 for wrong usage."
    })
final class ChaosCommand implements Callable<Integer> {

  @Mixin private Program program;

  @Option(
      names = "--experiments",
      paramLabel = "N",
      description = "experiments to submit (default: ${DEFAULT-VALUE})")
  private int experiments = 12;

  @Option(
      names = "--faults",
      paramLabel = "N",
      description = "faults to inject (default: ${DEFAULT-VALUE})")
  private int faults = 20;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "determines which faults hit which process and when (default: random)")
  private long seed = new Random().nextInt(1_000_000);

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description =
          "how long the platform may take to settle after the last fault"
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
    program.say("to repeat these faults: " + again + "; the platform's files are in " + state);
    return 1;
  }
}
