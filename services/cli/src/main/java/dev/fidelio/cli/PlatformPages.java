package dev.fidelio.cli;

import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import java.util.Map;

/** The addresses of a running platform that a person wants to open. */
final class PlatformPages {

  private PlatformPages() {}

  /** A line for each address. */
  static String of(Platform platform, PlatformSetup platformSetup) {
    Map<String, String> told = platform.variables();
    Addresses addresses = Addresses.of(Platform.environment(platformSetup));
    return String.join(
        System.lineSeparator(),
        "  registry    " + addresses.registry() + "/api/v1/experiments",
        "  Swagger UI  " + addresses.registry() + "/q/swagger-ui",
        "  MLflow      " + told.get("FIDELIO_MLFLOW_URI"),
        "  Kafka       " + told.get("KAFKA_BOOTSTRAP_SERVERS"),
        "  logs        " + platformSetup.log("registry").getParent());
  }
}
