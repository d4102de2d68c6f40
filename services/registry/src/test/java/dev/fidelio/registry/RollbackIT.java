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
@QuarkusTestResource(RegistryServers.class)
class RollbackIT {

  @Inject Publisher publisher;
  @Inject ArtifactStore store;

  @Test
  void rollbacksLeadFurtherBackUntilTheFirst() {
    ChampionAlias championAlias = promoted("undone", 1, 2, 3);

    championAlias.rollBack();
    assertThat(championAlias.held()).isEqualTo(2);
    championAlias.rollBack();
    assertThat(championAlias.held()).isEqualTo(1);
    Response atTheFirst = championAlias.rollBack();
    championAlias.promote(3);
    championAlias.rollBack();

    assertThat(atTheFirst.statusCode()).isEqualTo(409);
    assertThat(atTheFirst.jsonPath().getString("detail")).contains("nothing before version 1");
    assertThat(championAlias.held()).isEqualTo(1);
    JsonPath history = championAlias.history();
    assertThat(history.getList("items.to")).isEqualTo(List.of(1, 3, 1, 2, 3, 2, 1));
    assertThat(history.getList("items.kind").subList(0, 5))
        .isEqualTo(List.of("rolled-back", "promoted", "rolled-back", "rolled-back", "promoted"));
  }

  @Test
  void aRecreatedAliasRollsBackToItsVersionBeforeTheRemoval() {
    ChampionAlias championAlias = promoted("removed", 1, 2);

    Response removed = championAlias.remove();
    Response again = championAlias.promote(3);
    int afterRollback = championAlias.rollBack().jsonPath().getInt("version");

    assertThat(removed.statusCode()).isEqualTo(204);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(afterRollback).isEqualTo(2);
    JsonPath history = championAlias.history();
    assertThat(history.getList("items.kind"))
        .isEqualTo(List.of("rolled-back", "promoted", "removed", "promoted", "promoted"));
    assertThat(history.getList("items.from")).isEqualTo(Arrays.asList(3, null, 2, 1, null));
    assertThat(history.getList("items.to")).isEqualTo(Arrays.asList(2, 3, null, 2, 1));
    assertThat(history.getString("items[2].reason")).isEqualTo("withdrawn");
  }

  @Test
  void aStaleCallerCannotRollBack() {
    ChampionAlias championAlias = promoted("guarded", 1, 2);
    String path = championAlias.path();

    assertThat(given().delete(path).statusCode()).isEqualTo(428);
    assertThat(given().header("If-Match", "\"1\"").delete(path).statusCode()).isEqualTo(412);
    assertThat(given().post(path + "/rollback").statusCode()).isEqualTo(428);
    assertThat(given().header("If-Match", "\"1\"").post(path + "/rollback").statusCode())
        .isEqualTo(412);
    assertThat(championAlias.held()).isEqualTo(2);
    assertThat(given().delete("/api/v1/models/guarded/aliases/other").statusCode()).isEqualTo(404);
    assertThat(given().post("/api/v1/models/none/aliases/a/rollback").statusCode()).isEqualTo(404);
  }

  @Test
  void aVersionIsArchivedOnlyWhileNoAliasHoldsItAndNeverUsedAgain() {
    ChampionAlias championAlias = promoted("archived", 1, 2);

    Response held = championAlias.archive(2);
    Response archived = championAlias.archive(1);
    Response again = championAlias.archive(1);
    Response promoted = championAlias.promote(1);
    Response rolledBack = championAlias.rollBack();

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
    assertThat(championAlias.archive(9).statusCode()).isEqualTo(404);
  }

  @Test
  void aRollbackToWeightsThatAreGoneIsRefused() {
    ChampionAlias championAlias = promoted("weights", 1, 2);
    store.remove("experiments/weights-1/checkpoints/epoch-0002.safetensors");

    Response refused = championAlias.rollBack();

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.jsonPath().getList("findings.code")).isEqualTo(List.of("checkpoint-gone"));
    assertThat(championAlias.held()).isEqualTo(2);
  }

  /** Three versions, and an alias that has pointed to some of them. */
  private ChampionAlias promoted(String model, int... versions) {
    ChampionAlias championAlias = new ChampionAlias(publisher, store, model);
    championAlias.versions(12, 11, 10);
    for (int version : versions) {
      championAlias.promote(version);
    }
    return championAlias;
  }
}
