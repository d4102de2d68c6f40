package dev.fidelio.trainer;

import dev.fidelio.cvae.Compute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** What trained weights depend on beside the request; equal here means equal to the byte. */
final class TrainingEnvironment {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private TrainingEnvironment() {}

  /** Names and values: build, engine, processor, device, threads. */
  static Map<String, String> of(Compute compute) {
    Map<String, String> environment = new TreeMap<>();
    environment.put(
        "build", ConfigProvider.getConfig().getValue("quarkus.application.version", String.class));
    environment.put("engine", compute.engine());
    environment.put("processor", processor());
    environment.put("device", compute.device());
    environment.put("threads", Integer.toString(compute.threads()));
    return environment;
  }

  /**
   * The environment of a worker that goes on where others worked: marked {@code mixed-environment}
   * if one of theirs was another, since the bytes then need not be those of one environment alone.
   */
  static Map<String, String> marked(
      Map<String, String> here, Set<Map<String, String>> environmentsBefore) {
    Map<String, String> marked = new TreeMap<>(here);
    if (environmentsBefore.stream().anyMatch(before -> !before.equals(here))) {
      marked.put("mixed-environment", "true");
    }
    return marked;
  }

  private static String processor() {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(PROCESSORS)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
