package dev.fidelio.localservers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** A single Kafka broker that is also its own controller. */
public final class LocalKafka implements LocalServer {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int ADMIN_MILLIS = 5_000;
  private static final String CLASS_PATH = "broker-class-path";
  private static final String LOG_FORMAT = "%1$tF %1$tT %4$s %3$s %5$s%6$s%n";

  private final int port;
  private final LocalProcess process;
  private final Path log;

  private LocalKafka(int port, LocalProcess process, Path log) {
    this.port = port;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a broker and waits until it answers requests.
   *
   * @param folder keeps its records across restarts
   */
  public static LocalKafka start(Path folder, int port) throws IOException {
    LocalKafka kafka = launch(folder, port, folder.resolve("kafka.log"), Map.of());
    kafka.awaitReady();
    return kafka;
  }

  /**
   * Starts a broker without waiting for it.
   *
   * @param overrides settings of this broker, which take precedence over the common ones
   */
  public static LocalKafka launch(Path folder, int port, Path log, Map<String, String> overrides)
      throws IOException {
    Files.createDirectories(folder);
    Path properties = write(folder, port, overrides);
    if (Files.notExists(folder.resolve("data/meta.properties"))) {
      String id = Uuid.randomUuid().toString();
      CommandRunner.run(
          "Kafka's storage could not be formatted",
          java(
              "kafka.tools.StorageTool",
              "format",
              "--ignore-formatted",
              "-t",
              id,
              "-c",
              properties.toString()));
    }
    LocalProcess process =
        LocalProcess.launch(java("kafka.Kafka", properties.toString()), Map.of(), folder, log);
    return new LocalKafka(port, process, log);
  }

  /** A broker that is already running. */
  public static LocalKafka of(int port, LocalProcess process, Path log) {
    return new LocalKafka(port, process, log);
  }

  @Override
  public LocalProcess process() {
    return process;
  }

  /** The address for clients. */
  public String bootstrapServers() {
    return Ports.HOST + ":" + port;
  }

  @Override
  public void awaitReady(ProgressListener progress) throws IOException {
    new Readiness("Kafka", process, log, PATIENCE)
        .await(() -> answers(bootstrapServers()), progress);
  }

  @Override
  public void stop() throws IOException {
    process.stop(GRACE);
  }

  /** Whether a broker answers at an address. */
  public static boolean answers(String bootstrapServers) {
    int colon = bootstrapServers.lastIndexOf(':');
    if (!Ports.accepts(Integer.parseInt(bootstrapServers.substring(colon + 1)))) {
      return false;
    }
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka", e);
    }
  }

  /** The settings common to all brokers, without addresses and folders. */
  public static Properties settings() {
    Properties settings = new Properties();
    try (InputStream in = LocalKafka.class.getResourceAsStream("broker.properties")) {
      settings.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private static Path write(Path folder, int port, Map<String, String> overrides)
      throws IOException {
    int controller = Ports.free();
    Properties settings = settings();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@" + Ports.HOST + ":" + controller);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty(
        "listeners",
        "PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(Ports.HOST, port, controller));
    settings.setProperty("advertised.listeners", "PLAINTEXT://" + Ports.HOST + ":" + port);
    settings.setProperty("log.dirs", folder.resolve("data").toAbsolutePath().toString());
    overrides.forEach(settings::setProperty);
    Path file = folder.resolve("server.properties").toAbsolutePath();
    // To a stream, which escapes what is not Latin-1: that is how Kafka reads the file.
    try (OutputStream out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    return file;
  }

  private static List<String> java(String... program) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:+UseSerialGC");
    command.add("-Djava.util.logging.SimpleFormatter.format=" + LOG_FORMAT);
    command.add("-cp");
    command.add(classPath());
    command.addAll(List.of(program));
    return command;
  }

  private static String classPath() throws IOException {
    try (InputStream in = LocalKafka.class.getResourceAsStream(CLASS_PATH)) {
      if (in == null) {
        throw new IOException("the broker's class path is missing from the build");
      }
      String classPath = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      for (String jar : classPath.split(File.pathSeparator)) {
        if (Files.notExists(Path.of(jar))) {
          throw new IOException(
              jar + " is not in the local Maven repository: rebuild services/libs/localservers");
        }
      }
      return classPath;
    }
  }
}
