package dev.fidelio.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A single PostgreSQL server with the platform's databases. */
public final class LocalPostgres implements LocalServer {

  /** The registry's database. */
  public static final String FIDELIO = "fidelio";

  /** The owner of all databases. */
  public static final String USER = PostgresData.USER;

  /** MLflow's database. */
  public static final String MLFLOW = "mlflow";

  /**
   * The server's settings apart from its address, here and in docker-compose.yml. A client that is
   * frozen or gone keeps its locks no longer than these times.
   */
  public static final Map<String, String> SETTINGS =
      Map.of(
          "max_connections", "100",
          "shared_buffers", "64MB",
          "idle_in_transaction_session_timeout", "1min",
          "client_connection_check_interval", "5s");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final int port;
  private final String password;
  private final LocalProcess process;
  private final Path log;

  private LocalPostgres(int port, String password, LocalProcess process, Path log) {
    this.port = port;
    this.password = password;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param folder keeps its data across restarts
   */
  public static LocalPostgres start(Path folder, int port) throws IOException {
    Path programs = StateFolder.folder().resolve("postgres/programs");
    LocalPostgres postgres =
        launch(programs, folder, port, folder.resolve("postgres.log"), Map.of());
    postgres.awaitReady();
    return postgres;
  }

  /**
   * Starts a server without waiting for it.
   *
   * @param programs where PostgreSQL's programs are unpacked, once for all servers
   */
  public static LocalPostgres launch(
      Path programs, Path folder, int port, Path log, Map<String, String> environment)
      throws IOException {
    Path home = PostgresFiles.unpacked(programs);
    Files.createDirectories(folder);
    // Before the process id file is deleted for the reason that its process cannot be seen.
    FolderLock.refuseOthers(folder);
    String password = PostgresData.ensure(home, folder, List.of(FIDELIO, MLFLOW));
    PostgresData.forgetDeadServer(folder);
    String data = folder.resolve("data").toAbsolutePath().toString();
    List<String> command =
        PostgresData.command(
            home, "postgres", "-D", data, "-p", Integer.toString(port), "-h", Ports.HOST, "-k", "");
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    LocalProcess process = LocalProcess.launch(command, environment, folder, log);
    return new LocalPostgres(port, password, process, log);
  }

  /** A server that is already running, with its data in the folder. */
  public static LocalPostgres of(Path folder, int port, LocalProcess process, Path log)
      throws IOException {
    return new LocalPostgres(port, PostgresData.password(folder), process, log);
  }

  /** The JDBC URL of a database on this machine. */
  public static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(Ports.HOST, port, database);
  }

  /** The password of the server whose data is in the folder. */
  public static String password(Path folder) throws IOException {
    return PostgresData.password(folder);
  }

  /** The SQLAlchemy URL of MLflow's database on the server whose data is in the folder. */
  public static String mlflowUrl(Path folder, int port) throws IOException {
    return "postgresql+psycopg2://%s:%s@%s:%d/%s"
        .formatted(PostgresData.USER, PostgresData.password(folder), Ports.HOST, port, MLFLOW);
  }

  @Override
  public LocalProcess process() {
    return process;
  }

  /** The JDBC URL of a database. */
  public String jdbcUrl(String database) {
    return jdbcUrl(port, database);
  }

  /** The JDBC URL of the registry's database. */
  public String jdbcUrl() {
    return jdbcUrl(FIDELIO);
  }

  /** The owner of all databases. */
  public String user() {
    return PostgresData.USER;
  }

  public String password() {
    return password;
  }

  /**
   * Creates an empty database, for a test that needs its own.
   *
   * @param name lower-case letters, digits and underscores
   */
  public void createDatabase(String name) throws SQLException {
    createDatabase(port, password, name);
  }

  public static void createDatabase(int port, String password, String name) throws SQLException {
    try (Connection connection = connect(port, password);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
  }

  @Override
  public void awaitReady(ProgressListener progress) throws IOException {
    new Readiness("PostgreSQL", process, log, PATIENCE).await(this::answers, progress);
  }

  @Override
  public void stop() throws IOException {
    // Fast shutdown: TERM would wait for every client to disconnect.
    process.stop("INT", GRACE);
  }

  private boolean answers() {
    try (Connection connection = connect(port, password)) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static Connection connect(int port, String password) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(port, FIDELIO), PostgresData.USER, password);
  }
}
