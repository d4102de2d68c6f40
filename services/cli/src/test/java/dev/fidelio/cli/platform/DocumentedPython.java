package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.localservers.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Python program in {@code services/docs/export.md}, run unchanged. */
final class DocumentedPython {

  private static final Pattern PYTHON = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
  private static final int MOST_LINES = 15;

  private final Path python;

  /**
   * @param python of an environment with NumPy
   */
  DocumentedPython(Path python) {
    this.python = python;
  }

  /** The program. */
  static String program() throws IOException {
    Matcher found =
        PYTHON.matcher(Files.readString(StateFolder.root().resolve("services/docs/export.md")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** What it prints in a folder with {@code model.safetensors} and {@code samples.npz}. */
  String run(Path folder) throws IOException, InterruptedException {
    String program = program();
    assertThat(program.lines().count()).isLessThanOrEqualTo(MOST_LINES);
    Path packages = install(folder.resolve("packages"));
    return python(folder, packages, "-c", program);
  }

  private Path install(Path packages) throws IOException, InterruptedException {
    Path requirements =
        StateFolder.root().resolve("services/cli/src/test/resources/snippet-requirements.txt");
    List<String> pip = new ArrayList<>(List.of("-m", "pip", "install", "--quiet", "--no-input"));
    pip.addAll(List.of("--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"));
    pip.addAll(List.of("--target", packages.toString(), "-r", requirements.toString()));
    python(packages.getParent(), packages, pip.toArray(String[]::new));
    return packages;
  }

  private String python(Path folder, Path packages, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", packages.toString());
    Process process = builder.start();
    try {
      String printed = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(printed).isZero();
      return printed.strip();
    } finally {
      process.destroyForcibly();
    }
  }
}
