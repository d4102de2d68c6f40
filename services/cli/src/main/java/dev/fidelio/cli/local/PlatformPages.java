package dev.fidelio.cli.local;

import dev.fidelio.cli.client.Addresses;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import java.util.Map;

/** The addresses of a running platform, for the user to open. */
public final class PlatformPages {

  private PlatformPages() {}

  /** One line per address. */
  public static String of(Platform platform, PlatformSetup platformSetup) {
    Map<String, String> variables = platform.variables();
    Addresses addresses = Addresses.of(Platform.environment(platformSetup));
    return String.join(
        System.lineSeparator(),
        "  registry    " + addresses.registry() + "/api/v1/experiments",
        "  Swagger UI  " + addresses.registry() + "/q/swagger-ui",
        "  MLflow      " + variables.get("FIDELIO_MLFLOW_URI"),
        "  Kafka       " + variables.get("KAFKA_BOOTSTRAP_SERVERS"),
        "  logs        " + platformSetup.log("registry").getParent());
  }
}
