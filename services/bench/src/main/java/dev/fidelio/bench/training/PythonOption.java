package dev.fidelio.bench.training;

import dev.fidelio.bench.support.Program;
import dev.fidelio.localservers.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The Python with PyTorch that a command compares with. */
final class PythonOption {

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "an interpreter that has PyTorch, instead of installing it")
  private Path python;

  /** The interpreter; installs PyTorch first if none is given. */
  Path interpreter(Program program) throws IOException {
    if (python != null) {
      return python;
    }
    program.say("installing PyTorch (takes minutes the first time)");
    return PeerEnvironment.ensure(StateFolder.folder().resolve("bench-python"));
  }
}
