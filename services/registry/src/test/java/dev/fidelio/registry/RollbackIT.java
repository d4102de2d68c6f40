package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class RollbackIT {

  @Inject Publisher publisher;
  @Inject ArtifactStore store;

  @Test
  void rollbacksLeadFurtherBackUntilTheFirst() {
    Aliases aliases = promoted("undone", 1, 2, 3);

    aliases.rollBack();
    assertThat(aliases.held()).isEqualTo(2);
    aliases.rollBack();
    assertThat(aliases.held()).isEqualTo(1);
    Response atTheFirst = aliases.rollBack();
    aliases.promote(3);
    aliases.rollBack();

    assertThat(atTheFirst.statusCode()).isEqualTo(409);
    assertThat(atTheFirst.jsonPath().getString("detail")).contains("nothing before version 1");
    assertThat(aliases.held()).isEqualTo(1);
    JsonPath history = aliases.history();
    assertThat(history.getList("items.to")).isEqualTo(List.of(1, 3, 1, 2, 3, 2, 1));
    assertThat(history.getList("items.kind").subList(0, 5))
        .isEqualTo(List.of("rolled-back", "promoted", "rolled-back", "rolled-back", "promoted"));
  }

  @Test
  void anAliasThatWasRemovedAndMadeAgainRollsBackToWhatItHeldBefore() {
    Aliases aliases = promoted("removed", 1, 2);

    Response removed = aliases.remove();
    Response again = aliases.promote(3);
    int afterRollback = aliases.rollBack().jsonPath().getInt("version");

    assertThat(removed.statusCode()).isEqualTo(204);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(afterRollback).isEqualTo(2);
    JsonPath history = aliases.history();
    assertThat(history.getList("items.kind"))
        .isEqualTo(List.of("rolled-back", "promoted", "removed", "promoted", "promoted"));
    assertThat(history.getList("items.from")).isEqualTo(Arrays.asList(3, null, 2, 1, null));
    assertThat(history.getList("items.to")).isEqualTo(Arrays.asList(2, 3, null, 2, 1));
    assertThat(history.getString("items[2].reason")).isEqualTo("withdrawn");
  }

  @Test
  void nobodyUndoesWhatTheyHaveNotSeen() {
    Aliases aliases = promoted("guarded", 1, 2);
    String path = aliases.path();

    assertThat(given().delete(path).statusCode()).isEqualTo(428);
    assertThat(given().header("If-Match", "\"1\"").delete(path).statusCode()).isEqualTo(412);
    assertThat(given().post(path + "/rollback").statusCode()).isEqualTo(428);
    assertThat(given().header("If-Match", "\"1\"").post(path + "/rollback").statusCode())
        .isEqualTo(412);
    assertThat(aliases.held()).isEqualTo(2);
    assertThat(given().delete("/api/v1/models/guarded/aliases/other").statusCode()).isEqualTo(404);
    assertThat(given().post("/api/v1/models/none/aliases/a/rollback").statusCode()).isEqualTo(404);
  }

  @Test
  void aVersionIsArchivedOnlyWhileNoAliasHoldsItAndNeverUsedAgain() {
    Aliases aliases = promoted("archived", 1, 2);

    Response held = aliases.archive(2);
    Response archived = aliases.archive(1);
    Response again = aliases.archive(1);
    Response promoted = aliases.promote(1);
    Response rolledBack = aliases.rollBack();

    assertThat(held.statusCode()).isEqualTo(409);
    assertThat(held.jsonPath().getString("detail")).contains("champion points to it");
    assertThat(archived.statusCode()).isEqualTo(200);
    assertThat(archived.jsonPath().getString("archived.by")).isEqualTo("ada");
    assertThat(archived.jsonPath().getString("archived.reason")).isEqualTo("old");
    assertThat(again.jsonPath().getString("archived.at"))
        .isEqualTo(get("/api/v1/models/archived/versions/1").jsonPath().get("archived.at"));
    for (Response refused : List.of(promoted, rolledBack)) {
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.jsonPath().getList("findings.code")).isEqualTo(List.of("archived"));
    }
    assertThat(aliases.archive(9).statusCode()).isEqualTo(404);
  }

  @Test
  void aRollbackToWeightsThatAreGoneIsRefused() {
    Aliases aliases = promoted("weights", 1, 2);
    store.remove("experiments/weights-1/checkpoints/epoch-0002.safetensors");

    Response refused = aliases.rollBack();

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.jsonPath().getList("findings.code")).isEqualTo(List.of("checkpoint-gone"));
    assertThat(aliases.held()).isEqualTo(2);
  }

  /** Three versions, and an alias that has held some of them. */
  private Aliases promoted(String model, int... versions) {
    Aliases aliases = new Aliases(publisher, store, model);
    aliases.versions(12, 11, 10);
    for (int version : versions) {
      aliases.promote(version);
    }
    return aliases;
  }
}
