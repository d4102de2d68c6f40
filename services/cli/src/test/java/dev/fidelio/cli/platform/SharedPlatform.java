package dev.fidelio.cli.platform;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.localservers.Folders;
import dev.fidelio.testing.SmallMnist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A platform of separate processes with 2,000 real MNIST images, as a parameter of every test class
 * that is extended with {@link Extension}: started by the first of them, and stopped after the last
 * test of the run.
 */
final class SharedPlatform implements AutoCloseable {

  /** The longest wait for an experiment. */
  static final Duration LONG = Duration.ofMinutes(3);

  private final Path state;
  private final PlatformSetup setup;
  private final PlatformHttp http;
  private TrainedVersions trainedVersions;

  private SharedPlatform() throws IOException {
    this.state = Files.createTempDirectory("fidelio-pipeline");
    Path images = SmallMnist.write(state.resolve("images"), 2_000);
    this.setup =
        PlatformSetup.apart(state, Map.of("FIDELIO_DATASETS_SMALL_FOLDER", images.toString()));
    this.http = new PlatformHttp(setup);
  }

  /** The folder of everything that the platform writes. */
  Path state() {
    return state;
  }

  PlatformHttp http() {
    return http;
  }

  String kafka() {
    return platform().variables().get("KAFKA_BOOTSTRAP_SERVERS");
  }

  /** The two versions of the model {@code digits}, trained by the first scenario that asks. */
  synchronized TrainedVersions trainedVersions() throws Exception {
    if (trainedVersions == null) {
      trainedVersions = TrainedVersions.on(this);
    }
    return trainedVersions;
  }

  /** Runs the {@code fidelio} command. */
  CommandRun fidelio(String... arguments) throws IOException, InterruptedException {
    return CommandRun.of(setup, arguments);
  }

  /** Follows an experiment to its end. */
  CommandRun watch(String experiment) {
    try {
      return fidelio("watch", experiment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Publishes a record without key and headers. */
  void send(String topic, String request) throws Exception {
    StringSerializer serializer = new StringSerializer();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", kafka()), serializer, serializer)) {
      producer.send(new ProducerRecord<>(topic, request)).get();
    }
  }

  /** Waits until an experiment is completed and has its version and its MLflow run. */
  JsonNode awaitCompleted(String id) {
    await()
        .atMost(LONG)
        .until(() -> http.registry("experiments/" + id), SharedPlatform::isCompleted);
    // Version and run are written by other consumers, possibly a moment later.
    return await()
        .atMost(LONG)
        .until(
            () -> http.registry("experiments/" + id),
            experiment -> experiment.has("version") && experiment.has("mlflow"));
  }

  private static boolean isCompleted(JsonNode experiment) {
    String current = experiment.path("state").asText();
    if (current.equals("FAILED") || current.equals("REJECTED")) {
      throw new AssertionError(experiment.toString());
    }
    return current.equals("COMPLETED");
  }

  /** Kills services with signal 9, and starts them again. */
  void killAndRestart(String... names) throws IOException {
    for (String name : names) {
      platform().process(name).orElseThrow().stop("KILL", Duration.ofSeconds(10));
    }
    up();
  }

  private Platform platform() {
    return new Platform(setup, line -> {}, false);
  }

  private void up() {
    StartedParts startedParts = new StartedParts(setup, line -> {});
    try {
      platform().up(startedParts);
    } finally {
      startedParts.keep();
    }
  }

  @Override
  public void close() throws IOException {
    platform().down();
    Folders.delete(state);
  }

  /** Hands the one platform of this JVM to the test classes. */
  static final class Extension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SharedPlatform.class;
    }

    @Override
    public SharedPlatform resolveParameter(ParameterContext parameter, ExtensionContext context) {
      // What the root store holds is closed when all test classes have run.
      Holder holder =
          context
              .getRoot()
              .getStore(Namespace.create(SharedPlatform.class))
              .computeIfAbsent(Holder.class, key -> new Holder(), Holder.class);
      return holder.started();
    }
  }

  /** Closes a platform also where it has not come up, which the first test then reports. */
  private static final class Holder implements AutoCloseable {

    private SharedPlatform platform;
    private boolean up;

    synchronized SharedPlatform started() {
      try {
        if (platform == null) {
          platform = new SharedPlatform();
        }
        if (!up) {
          platform.up();
          up = true;
        }
        return platform;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public synchronized void close() throws IOException {
      if (platform != null) {
        platform.close();
      }
    }
  }
}
