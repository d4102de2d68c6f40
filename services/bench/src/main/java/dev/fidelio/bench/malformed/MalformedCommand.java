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
      "Starts its own platform, sends malformed records to every topic with valid requests"
          + " between them, and checks that each malformed record was rejected or dead-lettered"
          + " with its bytes, no process ended, and each valid request completed.",
      "Exit code: 0 if all checks pass, 1 if not, 2 for wrong usage."
    })
final class MalformedCommand implements Callable<Integer> {

  @Mixin private Program program;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "malformed records for each topic (default: ${DEFAULT-VALUE})")
  private int records = 10_000;

  @Option(
      names = "--good",
      paramLabel = "N",
      description = "valid requests to send between them (default: ${DEFAULT-VALUE})")
  private int good = 10;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "determines the malformed records (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "how long the run may take (default: ${DEFAULT-VALUE})")
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
    program.say("the platform's files are in " + state);
    return 1;
  }
}
