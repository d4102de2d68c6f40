package dev.fidelio.localservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The virtual environment that MLflow runs in, with every package pinned. It is created once, and
 * recreated if an interrupted attempt left it incomplete. {@code mlflow_environment.py} does the
 * work; the launcher also runs it, while Maven is still building.
 */
public final class MlflowEnvironment {

  private static final String PROGRAM = "mlflow_environment.py";
  private static final String REQUIREMENTS = "mlflow-requirements.txt";

  private MlflowEnvironment() {}

  /**
   * Creates the environment unless it is complete.
   *
   * @param folder its parent folder; the environment is {@code venv} in it
   * @return its Python interpreter
   * @throws IOException if it cannot be created; the message says what is missing
   */
  public static Path ensure(Path folder, ProgressListener progressListener) throws IOException {
    Path program = copied(PROGRAM, folder);
    Path requirements = copied(REQUIREMENTS, folder);
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of("python3", program.toString(), folder.toString(), requirements.toString()))
            .redirectErrorStream(true);
    ProcessEnvironment.prepare(builder.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException("python3 is not on the PATH; MLflow needs Python 3.10 or later", e);
    }
    Thread destroyHook = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(destroyHook);
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        progressListener.say(line);
      }
      if (process.waitFor() != 0) {
        throw new IOException(output.toString().strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while creating MLflow's environment", e);
    } finally {
      process.destroy();
      ShutdownHooks.remove(destroyHook);
    }
    return folder.resolve("venv/bin/python");
  }

  /** Copies a resource of this package to a file on disk atomically, for other programs to read. */
  static Path copied(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name).toAbsolutePath();
    Path partial = Files.createTempFile(folder, name, ".half");
    try (InputStream in = MlflowEnvironment.class.getResourceAsStream(name)) {
      Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
