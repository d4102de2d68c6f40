package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalPostgres;
import dev.fidelio.localservers.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The environment variables of the services; the user's variables override them. */
record ServiceVariables(PlatformSetup setup, boolean external) {

  private static final Pattern OF_SERVICES = Pattern.compile("(FIDELIO|QUARKUS|KAFKA)_.*");

  static final String BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
  static final String MLFLOW_URI = "FIDELIO_MLFLOW_URI";
  static final String SAMPLER_URL = "FIDELIO_SAMPLER_URL";
  static final String JDBC_URL = "QUARKUS_DATASOURCE_JDBC_URL";
  static final String JDBC_USER = "QUARKUS_DATASOURCE_USERNAME";
  static final String JDBC_PASSWORD = "QUARKUS_DATASOURCE_PASSWORD";

  /** The variables for the ports of the servers and of the optional sampler. */
  Map<String, String> all(int kafka, int postgres, int mlflow, OptionalInt sampler) {
    Path state = setup.state();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(BOOTSTRAP_SERVERS, Ports.HOST + ":" + kafka);
    variables.put(MLFLOW_URI, "http://" + Ports.HOST + ":" + mlflow);
    sampler.ifPresent(port -> variables.put(SAMPLER_URL, "http://" + Ports.HOST + ":" + port));
    variables.put(JDBC_URL, LocalPostgres.jdbcUrl(postgres, LocalPostgres.FIDELIO));
    variables.put(JDBC_USER, LocalPostgres.USER);
    variables.put(JDBC_PASSWORD, password());
    variables.put("FIDELIO_ARTIFACTS_URI", state.resolve("artifacts").toUri().toString());
    variables.put("DJL_CACHE_DIR", state.resolve("djl").toString());
    variables.put("QUARKUS_HTTP_HOST", Ports.HOST);
    // glibc otherwise keeps an arena per thread, and libtorch has many threads.
    variables.put("MALLOC_ARENA_MAX", "2");
    // Waiting libtorch threads would otherwise spin and starve the other processes.
    variables.put("GOMP_SPINCOUNT", "0");
    variables.putAll(handedOn(setup.environment(), variables));
    return variables;
  }

  private String password() {
    try {
      Path folder = setup.postgres();
      return external || Files.notExists(folder)
          ? DefaultPorts.EXTERNAL_POSTGRES_PASSWORD
          : LocalPostgres.password(folder);
    } catch (IOException e) {
      throw new PlatformException("cannot read PostgreSQL's password: " + e, e);
    }
  }

  /** The user's variables for the services, which override the platform's. */
  private static Map<String, String> handedOn(
      Map<String, String> environment, Map<String, String> variables) {
    Map<String, String> kept = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          boolean meant = variables.containsKey(name) || OF_SERVICES.matcher(name).matches();
          if (meant && !value.isBlank()) {
            kept.put(name, value);
          }
        });
    return kept;
  }
}
