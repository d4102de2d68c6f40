package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.Ports;
import dev.fidelio.localservers.ProgressListener;
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

/** The local platform: Kafka, PostgreSQL, MLflow and the services. */
public final class Platform {

  private final PlatformSetup platformSetup;
  private final ProgressListener progressListener;
  private final boolean external;
  private final PartPorts ports;
  private final Part kafka;
  private final Part postgres;
  private final Part mlflow;
  private final Part registry;
  private final List<Part> services = new ArrayList<>();

  /**
   * @param external whether to use Kafka, PostgreSQL and MLflow servers from outside
   */
  public Platform(
      PlatformSetup platformSetup, ProgressListener progressListener, boolean external) {
    this(platformSetup, progressListener, external, List.of(Service.values()), Map.of());
  }

  /**
   * A platform with a selection of services.
   *
   * @param services the services to start; a service listed twice gets two processes
   * @param broker broker settings that override the defaults
   */
  public Platform(
      PlatformSetup platformSetup,
      ProgressListener progressListener,
      boolean external,
      List<Service> services,
      Map<String, String> broker) {
    this.platformSetup = platformSetup;
    this.progressListener = progressListener;
    this.external = external;
    ports = new PartPorts(platformSetup);
    kafka = new KafkaPart(platformSetup, broker);
    postgres = new PostgresPart(platformSetup);
    mlflow = new MlflowPart(platformSetup, () -> ports.of(postgres), progressListener);
    registry = service(Service.REGISTRY, 1);
    Map<Service, Integer> named = new EnumMap<>(Service.class);
    for (Service service : services) {
      this.services.add(service(service, named.merge(service, 1, Integer::sum)));
    }
  }

  /**
   * Starts all processes that are not running and waits until they are ready.
   *
   * @param startedParts records every process
   * @throws PlatformException if a process cannot be started, with the cause
   */
  public void up(StartedParts startedParts) {
    try {
      PlatformLock.hold(platformSetup, progressListener, () -> startAll(startedParts));
    } catch (IOException e) {
      if (startedParts.isEnding()) {
        throw new PlatformException("interrupted", e);
      }
      throw new PlatformException(
          e.getMessage() + "\nWhat runs stays as it is: ./fidelio status shows it.", e);
    }
  }

  /** The names of all processes, in start order. */
  public List<String> names() {
    return parts().stream().map(Part::name).toList();
  }

  /** The process with that name; empty unless it runs. */
  public Optional<LocalProcess> process(String name) {
    return RunFile.ofRunning(platformSetup, name).map(RunFile::process);
  }

  /**
   * Restarts one process unless it runs, without waiting until it is ready.
   *
   * @param name one of {@link #names()}
   * @param startedParts records the process
   */
  public void start(String name, StartedParts startedParts) {
    Part part = parts().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    try {
      PlatformLock.hold(platformSetup, progressListener, () -> start(List.of(part), startedParts));
    } catch (IOException e) {
      throw new PlatformException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /** Stops all running processes. */
  public void down() {
    try {
      PlatformLock.hold(platformSetup, progressListener, this::stopAll);
    } catch (IOException | UncheckedIOException e) {
      throw new PlatformException("cannot stop the platform: " + e.getMessage(), e);
    }
  }

  /** The state of every process, in start order. */
  public List<PartStatus> status() {
    platformSetup.refuseOtherMachines();
    boolean others = SavedPlatform.read(platformSetup).map(SavedPlatform::external).orElse(false);
    List<PartStatus> all = new ArrayList<>();
    for (Part part : parts()) {
      Optional<RunFile> run = RunFile.ofRunning(platformSetup, part.name());
      if (run.isPresent()) {
        int port = run.get().port();
        String state = part.answers(port) ? "running" : "not-ready";
        all.add(new PartStatus(part.name(), run.get().process().pid(), state, port));
      } else {
        String state = others && !services.contains(part) ? "external" : "stopped";
        all.add(new PartStatus(part.name(), null, state, null));
      }
    }
    return all;
  }

  /** The environment variables of the services. */
  public Map<String, String> variables() {
    return new ServiceVariables(platformSetup, external)
        .all(ports.of(kafka), ports.of(postgres), ports.of(mlflow), sampler());
  }

  /** The variables of the running platform, overridden by the user's. */
  public static Map<String, String> environment(PlatformSetup platformSetup) {
    Map<String, String> all = new HashMap<>();
    SavedPlatform.read(platformSetup).ifPresent(remembered -> all.putAll(remembered.variables()));
    all.putAll(platformSetup.environment());
    return all;
  }

  private void startAll(StartedParts startedParts) throws IOException {
    ports.check(external ? services : parts());
    if (RunFile.ofRunning(platformSetup, registry.name()).isEmpty()) {
      SavedPlatform.of(platformSetup, external, ports.of(registry), ports.of(kafka))
          .write(platformSetup);
    }
    if (external) {
      new ExternalServers(variables()).check();
    } else {
      awaitAll(start(List.of(kafka, postgres), startedParts));
    }
    List<Part> rest = new ArrayList<>(external ? List.of() : List.of(mlflow));
    rest.addAll(services);
    awaitAll(start(rest, startedParts));
  }

  private void stopAll() throws IOException {
    Map<Part, LocalServer> running = new LinkedHashMap<>();
    for (Part part : parts()) {
      Optional<RunFile> run = RunFile.ofRunning(platformSetup, part.name());
      if (run.isPresent()) {
        running.put(part, part.attach(run.get().port(), run.get().process()));
      }
    }
    new PartStopper(platformSetup, progressListener).stop(running);
    for (Part part : parts()) {
      RunFile.delete(platformSetup, part.name());
    }
    SavedPlatform.delete(platformSetup);
    progressListener.say(running.isEmpty() ? "nothing is running" : "stopped all processes");
  }

  private Part service(Service service, int copy) {
    String name = copy == 1 ? service.plainName() : service.plainName() + "-" + copy;
    return new ServicePart(platformSetup, service, name, this::variables);
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>(List.of(kafka, postgres, mlflow));
    parts.addAll(services);
    return parts;
  }

  /** The port of the first sampler; empty if the platform has none. */
  private OptionalInt sampler() {
    return services.stream()
        .filter(part -> part.name().equals(Service.SAMPLER.plainName()))
        .mapToInt(ports::of)
        .findFirst();
  }

  private Map<Part, LocalServer> start(List<Part> parts, StartedParts startedParts)
      throws IOException {
    Map<Part, LocalServer> servers = new LinkedHashMap<>();
    for (Part part : parts) {
      Optional<RunFile> run = RunFile.ofRunning(platformSetup, part.name());
      if (run.isPresent()) {
        servers.put(part, part.attach(run.get().port(), run.get().process()));
        continue;
      }
      progressListener.say("starting " + part.name());
      servers.put(part, startedParts.launch(part, ports.of(part)));
    }
    return servers;
  }

  private void awaitAll(Map<Part, LocalServer> servers) throws IOException {
    for (Map.Entry<Part, LocalServer> server : servers.entrySet()) {
      server.getValue().awaitReady(progressListener);
      String name = server.getKey().name();
      progressListener.say(
          "%s is ready on %s:%d".formatted(name, Ports.HOST, ports.of(server.getKey())));
    }
  }
}
