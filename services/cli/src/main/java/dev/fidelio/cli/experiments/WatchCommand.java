package dev.fidelio.cli.experiments;

import dev.fidelio.cli.console.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Follows an experiment. */
@Command(
    name = "watch",
    description = "Follows an experiment until it ends; exits with 1 unless it completes.")
public final class WatchCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "ID", description = "the experiment's id")
  private String id;

  @Override
  public Integer call() {
    return new ExperimentWatcher(output.registry(), output.out()).follow(id);
  }
}
