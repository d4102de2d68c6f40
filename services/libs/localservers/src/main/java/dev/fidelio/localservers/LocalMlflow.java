package dev.fidelio.localservers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A single MLflow tracking server that also stores and serves the artifacts. */
public final class LocalMlflow implements LocalServer {

  /** The server's settings apart from its addresses, here and in docker-compose.yml. */
  public static final Map<String, String> SETTINGS =
      Map.of(
          // Would start eight more processes for features that Fidelio does not use.
          "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false",
          "MLFLOW_DISABLE_TELEMETRY", "true");

  /** Number of processes that serve requests; one is enough for one machine. */
  public static final int WORKERS = 1;

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final int HTTP_MILLIS = 5_000;

  private final int port;
  private final LocalProcess process;
  private final Path log;

  private LocalMlflow(int port, LocalProcess process, Path log) {
    this.port = port;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a server with its own SQLite database and waits until it answers.
   *
   * @param folder keeps its data across restarts
   */
  public static LocalMlflow start(Path folder, int port) throws IOException {
    Path python =
        MlflowEnvironment.ensure(StateFolder.folder().resolve("mlflow"), ProgressListener.SILENT);
    String database = "sqlite:///" + folder.resolve("mlflow.db").toAbsolutePath();
    Path log = folder.resolve("mlflow.log");
    LocalMlflow mlflow = launch(python, folder, database, port, log, Map.of());
    mlflow.awaitReady();
    return mlflow;
  }

  /**
   * Starts a server without waiting for it.
   *
   * @param python the interpreter from {@link MlflowEnvironment}
   * @param database SQLAlchemy URL of the database for runs and models
   */
  public static LocalMlflow launch(
      Path python,
      Path folder,
      String database,
      int port,
      Path log,
      Map<String, String> environment)
      throws IOException {
    Path artifacts = Files.createDirectories(folder.resolve("artifacts")).toAbsolutePath();
    Map<String, String> variables = new HashMap<>(SETTINGS);
    variables.put("MALLOC_ARENA_MAX", "2");
    // Not on the command line, which every user of the machine can read: it holds the password.
    variables.put("MLFLOW_BACKEND_STORE_URI", database);
    variables.putAll(environment);
    List<String> command =
        List.of(
            python.toAbsolutePath().toString(),
            MlflowEnvironment.copied("mlflow_server.py", folder).toString(),
            "--host",
            Ports.HOST,
            "--port",
            Integer.toString(port),
            "--workers",
            Integer.toString(WORKERS),
            "--serve-artifacts",
            "--artifacts-destination",
            artifacts.toString());
    LocalProcess process = LocalProcess.launch(command, variables, folder, log);
    return new LocalMlflow(port, process, log);
  }

  /** A server that is already running. */
  public static LocalMlflow of(int port, LocalProcess process, Path log) {
    return new LocalMlflow(port, process, log);
  }

  @Override
  public LocalProcess process() {
    return process;
  }

  /** The address for clients and browsers. */
  public String uri() {
    return "http://" + Ports.HOST + ":" + port;
  }

  @Override
  public void awaitReady(ProgressListener progress) throws IOException {
    new Readiness("MLflow", process, log, PATIENCE).await(() -> answers(uri()), progress);
  }

  @Override
  public void stop() throws IOException {
    process.stop(GRACE);
  }

  /** Whether a server answers at an address. */
  public static boolean answers(String uri) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(uri + "/health").toURL().openConnection();
      connection.setConnectTimeout(HTTP_MILLIS);
      connection.setReadTimeout(HTTP_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
