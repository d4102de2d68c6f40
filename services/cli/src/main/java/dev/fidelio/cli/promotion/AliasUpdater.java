package dev.fidelio.cli.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.ReasonOption;
import java.util.Optional;

/** Updates an alias with optimistic locking: a concurrent change makes the update fail. */
public final class AliasUpdater {

  private final RegistryClient registry;

  public AliasUpdater(RegistryClient registry) {
    this.registry = registry;
  }

  /** The user who is recorded with the decision. */
  static String user() {
    return System.getProperty("user.name");
  }

  /**
   * Points an alias to a version.
   *
   * @param reason the reason; null for none
   * @param force whether to overrule the gate
   * @return the alias as it is now
   */
  public JsonNode promote(String model, int version, String alias, String reason, boolean force) {
    String path = path(model, alias);
    ObjectNode body = ReasonOption.body(reason).put("version", version);
    if (force) {
      body.put("force", true);
    }
    return registry.put(path, body, etag(path), user());
  }

  /**
   * Points an alias to the version that it held before.
   *
   * @param reason the reason; null for none
   * @return the alias as it is now
   */
  JsonNode rollBack(String model, String alias, String reason) {
    String path = path(model, alias);
    return registry.post(path + "/rollback", ReasonOption.body(reason), etag(path), user());
  }

  private Optional<String> etag(String path) {
    return registry.find(path).flatMap(present -> present.headers().firstValue("ETag"));
  }

  private static String path(String model, String alias) {
    return "models/" + RegistryClient.encoded(model) + "/aliases/" + RegistryClient.encoded(alias);
  }
}
