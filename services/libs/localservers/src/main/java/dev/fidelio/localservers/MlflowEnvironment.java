package dev.fidelio.localservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The virtual environment that MLflow runs in: pinned to the last package, made once, and made anew
 * when an interrupted attempt left half of it. The work is done by {@code mlflow_environment.py},
 * which the launcher runs too, while Java is still being built.
 */
public final class MlflowEnvironment {

  private static final String PROGRAM = "mlflow_environment.py";
  private static final String REQUIREMENTS = "mlflow-requirements.txt";

  private MlflowEnvironment() {}

  /**
   * Makes the environment unless it is complete.
   *
   * @param folder holds it as {@code venv}
   * @return its Python
   * @throws IOException if it cannot be made; the message says what is missing
   */
  public static Path ensure(Path folder, ProgressListener progressListener) throws IOException {
    Path program = copied(PROGRAM, folder);
    Path requirements = copied(REQUIREMENTS, folder);
    Process process;
    try {
      process =
          new ProcessBuilder(
                  List.of(
                      "python3", program.toString(), folder.toString(), requirements.toString()))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new IOException("there is no python3 on the PATH, and MLflow needs Python 3.10", e);
    }
    Thread endsWithUs = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(endsWithUs);
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        progressListener.say(line);
      }
      if (process.waitFor() != 0) {
        throw new IOException(said.toString().strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while MLflow's environment was made", e);
    } finally {
      process.destroy();
      Shutdown.forget(endsWithUs);
    }
    return folder.resolve("venv/bin/python");
  }

  /** A file of this package as a file on disk, whole at any time, for programs to read. */
  static Path copied(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name).toAbsolutePath();
    Path half = Files.createTempFile(folder, name, ".half");
    try (InputStream in = MlflowEnvironment.class.getResourceAsStream(name)) {
      Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
