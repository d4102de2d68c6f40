package dev.fidelio.bench.malformed;

import dev.fidelio.bench.support.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code services/bench/malformed}. */
@Command(
    name = "malformed",
    description = {
      "Puts records that nobody can read into every topic of a platform of its own, with good"
          + " requests between them, and looks whether each was rejected or set aside with its"
          + " bytes, no process ended, and each good one finished.",
      "Exit code: 0 if all is well, 1 if not, 2 for wrong usage."
    })
final class MalformedCommand implements Callable<Integer> {

  @Mixin private Program program;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "how many go to each topic (default: ${DEFAULT-VALUE})")
  private int records = 10_000;

  @Option(
      names = "--good",
      paramLabel = "N",
      description = "how many good requests go between them (default: ${DEFAULT-VALUE})")
  private int good = 10;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "which records (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "how long all of it may take (default: ${DEFAULT-VALUE})")
  private int limit = 900;

  private MalformedCommand() {}

  /** The command. */
  public static void main(String[] arguments) {
    Program.run(new MalformedCommand(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    program.atLeastOne("--records", records);
    program.atLeastOne("--good", good);
    program.atLeastOne("--limit", limit);
    Path state = program.state();
    List<String> wrong =
        new MalformedRun(records, good, seed, Duration.ofSeconds(limit)).run(state, program::say);
    wrong.forEach(what -> program.say("WRONG: " + what));
    if (wrong.isEmpty()) {
      program.forget(state);
      return 0;
    }
    program.say("what it left behind lies in " + state);
    return 1;
  }
}
