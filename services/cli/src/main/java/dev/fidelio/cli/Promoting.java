package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.util.Optional;

/** Moves an alias from what it holds now, so that nobody else's move in between is undone. */
final class Promoting {

  private final RegistryClient registry;

  Promoting(RegistryClient registry) {
    this.registry = registry;
  }

  /**
   * Points an alias to a version.
   *
   * @param reason why; null for none
   * @return the alias as it is now
   */
  JsonNode promote(String model, int version, String alias, String reason) {
    String path =
        "models/" + RegistryClient.encoded(model) + "/aliases/" + RegistryClient.encoded(alias);
    Optional<String> etag =
        registry.find(path).flatMap(present -> present.headers().firstValue("ETag"));
    ObjectNode body = Json.mapper().createObjectNode().put("version", version);
    if (reason != null) {
      body.put("reason", reason);
    }
    return registry.put(path, body, etag, System.getProperty("user.name"));
  }
}
