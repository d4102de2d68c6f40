package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.util.Optional;

/** Moves an alias from what it holds now, so that nobody else's move in between is undone. */
final class AliasUpdater {

  private final RegistryClient registry;

  AliasUpdater(RegistryClient registry) {
    this.registry = registry;
  }

  /** Who decides. */
  static String user() {
    return System.getProperty("user.name");
  }

  /**
   * Points an alias to a version.
   *
   * @param reason why; null for none
   * @param force whether in spite of what the version lacks
   * @return the alias as it is now
   */
  JsonNode promote(String model, int version, String alias, String reason, boolean force) {
    String path = path(model, alias);
    ObjectNode body = body(reason).put("version", version);
    if (force) {
      body.put("force", true);
    }
    return registry.put(path, body, etag(path), user());
  }

  /**
   * Points an alias to what it held before.
   *
   * @param reason why; null for none
   * @return the alias as it is now
   */
  JsonNode rollBack(String model, String alias, String reason) {
    String path = path(model, alias);
    return registry.post(path + "/rollback", body(reason), etag(path), user());
  }

  private Optional<String> etag(String path) {
    return registry.find(path).flatMap(present -> present.headers().firstValue("ETag"));
  }

  private static String path(String model, String alias) {
    return "models/" + RegistryClient.encoded(model) + "/aliases/" + RegistryClient.encoded(alias);
  }

  private static ObjectNode body(String reason) {
    ObjectNode body = Json.mapper().createObjectNode();
    return reason == null ? body : body.put("reason", reason);
  }
}
