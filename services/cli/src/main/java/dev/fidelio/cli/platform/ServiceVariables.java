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

/** What the services are told by environment variables; whatever the user sets goes before it. */
record ServiceVariables(PlatformSetup setup, boolean external) {

  private static final Pattern OF_SERVICES = Pattern.compile("(FIDELIO|QUARKUS|KAFKA)_.*");

  static final String BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
  static final String MLFLOW_URI = "FIDELIO_MLFLOW_URI";
  static final String SAMPLER_URL = "FIDELIO_SAMPLER_URL";
  static final String JDBC_URL = "QUARKUS_DATASOURCE_JDBC_URL";
  static final String JDBC_USER = "QUARKUS_DATASOURCE_USERNAME";
  static final String JDBC_PASSWORD = "QUARKUS_DATASOURCE_PASSWORD";

  /** The variables, given the ports of the servers, and of the sampler where there is one. */
  Map<String, String> all(int kafka, int postgres, int mlflow, OptionalInt sampler) {
    Path state = setup.state();
    Map<String, String> told = new LinkedHashMap<>();
    told.put(BOOTSTRAP_SERVERS, Ports.HOST + ":" + kafka);
    told.put(MLFLOW_URI, "http://" + Ports.HOST + ":" + mlflow);
    sampler.ifPresent(port -> told.put(SAMPLER_URL, "http://" + Ports.HOST + ":" + port));
    told.put(JDBC_URL, LocalPostgres.jdbcUrl(postgres, LocalPostgres.FIDELIO));
    told.put(JDBC_USER, LocalPostgres.USER);
    told.put(JDBC_PASSWORD, password());
    told.put("FIDELIO_ARTIFACTS_URI", state.resolve("artifacts").toUri().toString());
    told.put("DJL_CACHE_DIR", state.resolve("djl").toString());
    told.put("QUARKUS_HTTP_HOST", Ports.HOST);
    // glibc keeps a heap for each thread otherwise, and libtorch has many.
    told.put("MALLOC_ARENA_MAX", "2");
    // Threads of libtorch that spin while they wait take the two cores from everything else.
    told.put("GOMP_SPINCOUNT", "0");
    told.putAll(handedOn(setup.environment(), told));
    return told;
  }

  private String password() {
    try {
      Path folder = PostgresPart.folder(setup);
      return external || Files.notExists(folder)
          ? DefaultPorts.EXTERNAL_POSTGRES_PASSWORD
          : LocalPostgres.password(folder);
    } catch (IOException e) {
      throw new PlatformException("cannot read PostgreSQL's password: " + e, e);
    }
  }

  /** What the user told the services: it goes before what the platform tells them. */
  private static Map<String, String> handedOn(
      Map<String, String> environment, Map<String, String> told) {
    Map<String, String> kept = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          boolean meant = told.containsKey(name) || OF_SERVICES.matcher(name).matches();
          if (meant && !value.isBlank()) {
            kept.put(name, value);
          }
        });
    return kept;
  }
}
