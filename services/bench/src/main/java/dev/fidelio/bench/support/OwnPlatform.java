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
 * A platform beside any other on this machine, for one program: its own folder, free ports, and a
 * small data set by the name of {@value #DATASET}. Closing it stops whatever of it runs.
 */
public final class OwnPlatform implements AutoCloseable {

  /** Real MNIST images, a few of them. */
  public static final String DATASET = "small";

  private final PlatformSetup platformSetup;
  private final Platform platform;
  private final StartedParts startedParts;

  /**
   * @param state an empty folder for everything it keeps
   * @param images how many images the data set has for training, and as many for testing
   * @param services those to start; one that is named twice runs twice
   * @param told further environment variables for the services
   * @param broker settings of the broker
   */
  public OwnPlatform(
      Path state,
      int images,
      List<Service> services,
      Map<String, String> told,
      Map<String, String> broker,
      ProgressListener progressListener)
      throws IOException {
    Map<String, String> variables = new HashMap<>(told);
    variables.putAll(PinnedDataset.declared(SmallMnist.write(state.resolve("images"), images)));
    platformSetup = PlatformSetup.apart(state, variables);
    platform = new Platform(platformSetup, progressListener, false, services, broker);
    startedParts = new StartedParts(platformSetup, progressListener);
  }

  /** Starts what does not run and waits until all of it answers. */
  public void up() {
    platform.up(startedParts);
  }

  /** Starts one process again, without waiting for it. */
  public void start(String name) {
    platform.start(name, startedParts);
  }

  /** What every process is called. */
  public List<String> names() {
    return platform.names();
  }

  /** The process of that name; empty while it does not run. */
  public Optional<LocalProcess> process(String name) {
    return platform.process(name);
  }

  /** Every process, and whether it answers. */
  public List<PartStatus> status() {
    return platform.status();
  }

  /** What the process of that name prints. */
  public Path log(String name) {
    return platformSetup.log(name);
  }

  /** How a client of this program finds the broker. */
  public KafkaSettings kafka(String client) {
    return new KafkaSettings(told("KAFKA_BOOTSTRAP_SERVERS"), "", client, Map.of());
  }

  /** The registry's database. */
  public Connection database() throws SQLException {
    return DriverManager.getConnection(
        told("QUARKUS_DATASOURCE_JDBC_URL"),
        told("QUARKUS_DATASOURCE_USERNAME"),
        told("QUARKUS_DATASOURCE_PASSWORD"));
  }

  /** The artifact store. */
  public ArtifactStore store() {
    return ArtifactStore.at(URI.create(told("FIDELIO_ARTIFACTS_URI")));
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
    return URI.create(told("FIDELIO_MLFLOW_URI") + "/");
  }

  @Override
  public void close() {
    platform.down();
    startedParts.keep();
  }

  private String told(String variable) {
    return platform.variables().get(variable);
  }
}
