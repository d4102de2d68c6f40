package dev.fidelio.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds processes that still run in a folder. */
final class LeftoverProcesses {

  private LeftoverProcesses() {}

  /** The command lines of all processes whose working directory is in this folder. */
  static List<String> below(Path folder) throws IOException {
    Path real = folder.toRealPath();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> isBelow(process, real))
          .map(LeftoverProcesses::commandLine)
          .toList();
    }
  }

  private static boolean isBelow(Path process, Path folder) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }

  private static String commandLine(Path process) {
    try {
      return process.getFileName()
          + ": "
          + Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
    } catch (IOException gone) {
      return process.getFileName() + ": has just ended";
    }
  }
}
