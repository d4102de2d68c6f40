package dev.fidelio.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that does something for a while has in common. */
final class Console {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Prints one line at once. */
  void say(String line) {
    PrintWriter out = out();
    out.println(line);
    out.flush();
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }
}
