package dev.fidelio.cli.console;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options and output of commands that report progress. */
public final class Console {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Prints one line and flushes it. */
  public void say(String line) {
    PrintWriter out = out();
    out.println(line);
    out.flush();
  }

  public PrintWriter out() {
    return command.commandLine().getOut();
  }
}
