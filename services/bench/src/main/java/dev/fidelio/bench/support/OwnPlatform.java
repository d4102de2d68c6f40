package dev.fidelio.bench.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.cli.platform.PartStatus;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.cli.platform.StartedParts;
import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.ProgressListener;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.testing.SmallMnist;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A platform for one program, independent of any other on this machine: it has its own folder, free
 * ports, and a small data set named {@value #DATASET}. Closing it stops all its processes.
 */
public final class OwnPlatform implements AutoCloseable {

  /** The first few MNIST images. */
  public static final String DATASET = "small";

  private final PlatformSetup platformSetup;
  private final Platform platform;
  private final StartedParts startedParts;

  /**
   * @param state an empty folder for the platform's state
   * @param images number of training images in the data set, and of test images
   * @param services the services to start; a service listed twice runs twice
   * @param environment additional environment variables for the services
   * @param broker settings of the broker
   */
  public OwnPlatform(
      Path state,
      int images,
      List<Service> services,
      Map<String, String> environment,
      Map<String, String> broker,
      ProgressListener progressListener)
      throws IOException {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(PinnedDataset.declared(SmallMnist.write(state.resolve("images"), images)));
    platformSetup = PlatformSetup.apart(state, variables);
    platform = new Platform(platformSetup, progressListener, false, services, broker);
    startedParts = new StartedParts(platformSetup, progressListener);
  }

  /** Starts every process that is not running and waits until all of them answer. */
  public void up() {
    platform.up(startedParts);
  }

  /** Restarts one process without waiting for it. */
  public void start(String name) {
    platform.start(name, startedParts);
  }

  /** The names of all processes. */
  public List<String> names() {
    return platform.names();
  }

  /** The process with that name; empty while it does not run. */
  public Optional<LocalProcess> process(String name) {
    return platform.process(name);
  }

  /** Every process, and whether it answers. */
  public List<PartStatus> status() {
    return platform.status();
  }

  /** The log file of the process with that name. */
  public Path log(String name) {
    return platformSetup.log(name);
  }

  /** The Kafka settings for a client of this program. */
  public KafkaSettings kafka(String client) {
    return new KafkaSettings(variable("KAFKA_BOOTSTRAP_SERVERS"), "", client, Map.of());
  }

  /** The registry's database. */
  public Connection database() throws SQLException {
    return DriverManager.getConnection(
        variable("QUARKUS_DATASOURCE_JDBC_URL"),
        variable("QUARKUS_DATASOURCE_USERNAME"),
        variable("QUARKUS_DATASOURCE_PASSWORD"));
  }

  /** The artifact store. */
  public ArtifactStore store() {
    return ArtifactStore.at(URI.create(variable("FIDELIO_ARTIFACTS_URI")));
  }

  /** The folder that holds the artifact store. */
  public Path storeFolder() {
    return Path.of(URI.create(variable("FIDELIO_ARTIFACTS_URI")));
  }

  /** What the registry answers about a path below {@code /api/v1/}. */
  public JsonNode registry(String path) throws IOException {
    return Http.get(address(path));
  }

  /** The address of a path below {@code /api/v1/} of the registry. */
  public URI address(String path) {
    String port = platformSetup.environment().get("FIDELIO_REGISTRY_PORT");
    return URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
  }

  /** MLflow's address. */
  public URI mlflow() {
    return URI.create(variable("FIDELIO_MLFLOW_URI") + "/");
  }

  @Override
  public void close() {
    platform.down();
    startedParts.keep();
  }

  private String variable(String name) {
    return platform.variables().get(name);
  }
}
