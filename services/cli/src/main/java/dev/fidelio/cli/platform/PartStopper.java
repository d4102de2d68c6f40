package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Stops processes in the reverse order of their dependencies. */
record PartStopper(PlatformSetup setup, ProgressListener progress) {

  /** The services in parallel, then MLflow, then Kafka and PostgreSQL. */
  private static final List<List<String>> LAST_FIRST =
      List.of(List.of(MlflowPart.NAME), List.of(KafkaPart.NAME, PostgresPart.NAME));

  void stop(Map<Part, LocalServer> servers) {
    List<String> behind = LAST_FIRST.stream().flatMap(List::stream).toList();
    stop(servers, servers.keySet().stream().filter(p -> !behind.contains(p.name())).toList());
    for (List<String> names : LAST_FIRST) {
      stop(servers, servers.keySet().stream().filter(p -> names.contains(p.name())).toList());
    }
  }

  private void stop(Map<Part, LocalServer> servers, List<Part> parts) {
    if (!parts.isEmpty()) {
      progress.say("stopping " + String.join(", ", parts.stream().map(Part::name).toList()));
    }
    parts.parallelStream()
        .forEach(
            part -> {
              try {
                servers.get(part).stop();
                RunFile.delete(setup, part.name());
              } catch (IOException e) {
                throw new UncheckedIOException("cannot stop " + part.name(), e);
              }
            });
  }
}
