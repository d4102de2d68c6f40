package dev.fidelio.cli.platform;

import dev.fidelio.testing.LocalProcess;
import dev.fidelio.testing.LocalServer;
import dev.fidelio.testing.Ports;
import dev.fidelio.testing.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Kafka, PostgreSQL, MLflow and our services on this machine. */
public final class Platform {

  private final Setup setup;
  private final Progress progress;
  private final boolean external;
  private final PartPorts ports;
  private final Part kafka;
  private final Part postgres;
  private final Part mlflow;
  private final Part registry;
  private final List<Part> services = new ArrayList<>();

  /**
   * @param external whether somebody else runs Kafka, PostgreSQL and MLflow
   */
  public Platform(Setup setup, Progress progress, boolean external) {
    this(setup, progress, external, List.of(Service.values()), Map.of());
  }

  /**
   * A platform of some of the services.
   *
   * @param services those to start; one that is named twice runs twice
   * @param broker settings of the broker, which go before those of every broker
   */
  public Platform(
      Setup setup,
      Progress progress,
      boolean external,
      List<Service> services,
      Map<String, String> broker) {
    this.setup = setup;
    this.progress = progress;
    this.external = external;
    ports = new PartPorts(setup);
    kafka = new KafkaPart(setup, broker);
    postgres = new PostgresPart(setup);
    mlflow = new MlflowPart(setup, () -> ports.of(postgres), progress);
    registry = service(Service.REGISTRY, 1);
    Map<Service, Integer> named = new EnumMap<>(Service.class);
    for (Service service : services) {
      this.services.add(service(service, named.merge(service, 1, Integer::sum)));
    }
  }

  /**
   * Starts what does not run and waits until all of it answers.
   *
   * @param started hears of every process
   * @throws PlatformException if something cannot be started, saying why
   */
  public void up(Started started) {
    try {
      PlatformLock.hold(setup, progress, () -> startAll(started));
    } catch (IOException e) {
      if (started.isEnding()) {
        throw new PlatformException("interrupted", e);
      }
      throw new PlatformException(
          e.getMessage() + "\nWhat runs stays as it is: ./fidelio status shows it.", e);
    }
  }

  /** What every process is called, in the order in which they start. */
  public List<String> names() {
    return parts().stream().map(Part::name).toList();
  }

  /** The process of that name; empty while it does not run. */
  public Optional<LocalProcess> process(String name) {
    return RunFile.ofRunning(setup, name).map(RunFile::process);
  }

  /**
   * Starts one process again, unless it runs, without waiting until it answers.
   *
   * @param name one of {@link #names()}
   * @param started hears of it
   */
  public void start(String name, Started started) {
    Part part = parts().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    try {
      PlatformLock.hold(setup, progress, () -> start(List.of(part), started));
    } catch (IOException e) {
      throw new PlatformException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /** Stops everything that runs; does nothing where nothing does. */
  public void down() {
    try {
      PlatformLock.hold(setup, progress, this::stopAll);
    } catch (IOException | UncheckedIOException e) {
      throw new PlatformException("cannot stop the platform: " + e.getMessage(), e);
    }
  }

  /** Every process as it is now, in the order in which they start. */
  public List<Status> status() {
    boolean others = Remembered.read(setup).map(Remembered::external).orElse(false);
    List<Status> all = new ArrayList<>();
    for (Part part : parts()) {
      Optional<RunFile> run = RunFile.ofRunning(setup, part.name());
      if (run.isPresent()) {
        int port = run.get().port();
        String state = part.answers(port) ? "running" : "not-ready";
        all.add(new Status(part.name(), run.get().process().pid(), state, port));
      } else {
        String state = others && !services.contains(part) ? "external" : "stopped";
        all.add(new Status(part.name(), null, state, null));
      }
    }
    return all;
  }

  /** What the services are told. */
  public Map<String, String> variables() {
    return new ServiceVariables(setup, external)
        .all(ports.of(kafka), ports.of(postgres), ports.of(mlflow), sampler());
  }

  /** The user's variables over those that the running platform was started with. */
  public static Map<String, String> environment(Setup setup) {
    Map<String, String> all = new HashMap<>();
    Remembered.read(setup).ifPresent(remembered -> all.putAll(remembered.variables()));
    all.putAll(setup.environment());
    return all;
  }

  private void startAll(Started started) throws IOException {
    ports.check(external ? services : parts());
    if (RunFile.ofRunning(setup, registry.name()).isEmpty()) {
      Remembered.of(setup, external, ports.of(registry), ports.of(kafka)).write(setup);
    }
    if (external) {
      new ExternalServers(variables()).check();
    } else {
      awaitAll(start(List.of(kafka, postgres), started));
    }
    List<Part> rest = new ArrayList<>(external ? List.of() : List.of(mlflow));
    rest.addAll(services);
    awaitAll(start(rest, started));
  }

  private void stopAll() throws IOException {
    Map<Part, LocalServer> running = new LinkedHashMap<>();
    for (Part part : parts()) {
      Optional<RunFile> run = RunFile.ofRunning(setup, part.name());
      if (run.isPresent()) {
        running.put(part, part.attach(run.get().port(), run.get().process()));
      }
    }
    new Stopping(setup, progress).stop(running);
    for (Part part : parts()) {
      RunFile.delete(setup, part.name());
    }
    Remembered.delete(setup);
    progress.say(running.isEmpty() ? "nothing is running" : "everything is stopped");
  }

  private Part service(Service service, int copy) {
    String name = copy == 1 ? service.plainName() : service.plainName() + "-" + copy;
    return new ServicePart(setup, service, name, this::variables);
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>(List.of(kafka, postgres, mlflow));
    parts.addAll(services);
    return parts;
  }

  /** Where the first sampler listens; empty where none belongs to the platform. */
  private OptionalInt sampler() {
    return services.stream()
        .filter(part -> part.name().equals(Service.SAMPLER.plainName()))
        .mapToInt(ports::of)
        .findFirst();
  }

  private Map<Part, LocalServer> start(List<Part> parts, Started started) throws IOException {
    Map<Part, LocalServer> servers = new LinkedHashMap<>();
    for (Part part : parts) {
      Optional<RunFile> run = RunFile.ofRunning(setup, part.name());
      if (run.isPresent()) {
        servers.put(part, part.attach(run.get().port(), run.get().process()));
        continue;
      }
      progress.say("starting " + part.name());
      servers.put(part, started.launch(part, ports.of(part)));
    }
    return servers;
  }

  private void awaitAll(Map<Part, LocalServer> servers) throws IOException {
    for (Map.Entry<Part, LocalServer> server : servers.entrySet()) {
      server.getValue().awaitReady();
      String name = server.getKey().name();
      progress.say("%s is ready on %s:%d".formatted(name, Ports.HOST, ports.of(server.getKey())));
    }
  }
}
