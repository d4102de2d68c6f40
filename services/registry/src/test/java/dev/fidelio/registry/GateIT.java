package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.formats.Digests;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleScores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class GateIT {

  @Inject Publisher publisher;
  @Inject ArtifactStore store;

  @Test
  void aRefusalNamesEverythingThatTheVersionLacks() {
    ChampionAlias championAlias = new ChampionAlias(publisher, store, "gated");
    championAlias.version(12.5, 0.3);
    championAlias.version(12.3, 0.4);
    championAlias.promote(1);
    championAlias.gate(
        "{\"score\": \"fid\", \"minimumImprovement\": 0.5, \"maximum\": 10, \"noiseMargin\": 2,"
            + " \"evaluations\": [\"default\", \"again\"]}");

    Response refused = championAlias.promote(2);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.contentType()).startsWith("application/problem+json");
    JsonPath problem = refused.jsonPath();
    assertThat(problem.getList("findings.code"))
        .isEqualTo(List.of("not-evaluated", "above-maximum", "not-improved", "within-noise"));
    assertThat(problem.getString("findings[2].have"))
        .isEqualTo("fid 12.3, 0.2 better than the holder's 12.5");
    assertThat(problem.getString("findings[2].need")).isEqualTo("at least 0.5 better");
    assertThat(problem.getString("findings[3].need"))
        .isEqualTo("more than 1 better, 2 standard errors of the difference");
    assertThat(championAlias.held()).isEqualTo(1);
  }

  @Test
  void whatPassesIsPromotedAndWhatIsForcedIsRecordedWithItsFindings() {
    ChampionAlias championAlias = new ChampionAlias(publisher, store, "forced");
    championAlias.versions(12.5, 12.0, 13.0);
    championAlias.gate("{}");

    Response first = championAlias.promote(1);
    Response better = championAlias.promote(2);
    Response worse = championAlias.promote(3);
    Response unexplained = championAlias.promote("{\"version\": 3, \"force\": true}");
    Response forced =
        championAlias.promote("{\"version\": 3, \"force\": true, \"reason\": \"a demonstration\"}");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(better.statusCode()).isEqualTo(200);
    assertThat(worse.statusCode()).isEqualTo(409);
    assertThat(unexplained.statusCode()).isEqualTo(400);
    assertThat(unexplained.jsonPath().getList("violations.field")).isEqualTo(List.of("reason"));
    assertThat(forced.statusCode()).isEqualTo(200);
    JsonPath history = championAlias.history();
    assertThat(history.getList("items.kind")).isEqualTo(List.of("forced", "promoted", "promoted"));
    assertThat(history.getList("items[0].findings.code")).isEqualTo(List.of("not-improved"));
    assertThat(history.getString("items[0].reason")).isEqualTo("a demonstration");
  }

  @Test
  void scoresUnderOtherConditionsAreNotCompared() {
    ChampionAlias championAlias = new ChampionAlias(publisher, store, "unlike");
    championAlias.versions(12.5);
    ExampleExperiment other = CommittedExamples.of("unlike-2", "unlike", 2).withModelIn(store);
    String elsewhere = Digests.sha256("another extractor".getBytes(StandardCharsets.UTF_8));
    publisher.publish(other.untilTrained());
    publisher.publish(List.of(other.sampled(), other.evaluated("default", elsewhere, 9.5)));
    RegistryRest.scoredVersion("unlike", 2);
    championAlias.promote(1);
    championAlias.gate("{}");

    Response refused = championAlias.promote(2);
    publisher.publish(List.of(other.evaluated("again", ExampleScores.EXTRACTOR, 11.5)));
    RegistryRest.when("/api/v1/models/unlike/versions/2", "scores.size()", 2);
    Response compared = championAlias.promote(2);

    assertThat(refused.jsonPath().getList("findings.code")).isEqualTo(List.of("not-comparable"));
    assertThat(refused.jsonPath().getString("findings[0].have"))
        .isEqualTo("extractorDigest " + elsewhere);
    assertThat(refused.jsonPath().getString("findings[0].need")).contains(ExampleScores.EXTRACTOR);
    assertThat(compared.statusCode()).isEqualTo(200);
  }

  @Test
  void aGateIsShownWithItsDefaultsUntilItIsTakenAway() {
    new ChampionAlias(publisher, store, "shown").versions(12.5);
    String path = "/api/v1/models/shown/gates/champion";

    Response none = get(path);
    given().contentType("application/json").body("{\"score\": \"recall\"}").put(path);
    JsonPath shown = get(path).jsonPath();
    Response removed = given().delete(path);

    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(shown.getString("source")).isEqualTo("set");
    assertThat(shown.getString("gate.direction")).isEqualTo("higher");
    assertThat(shown.getList("gate.evaluations")).isEqualTo(List.of("default"));
    assertThat(removed.statusCode()).isEqualTo(204);
    assertThat(get(path).statusCode()).isEqualTo(404);
    assertThat(given().delete(path).statusCode()).isEqualTo(404);
  }

  @Test
  void everythingWrongWithAGateIsNamed() {
    Response answer =
        given()
            .contentType("application/json")
            .body(
                "{\"score\": \"beauty\", \"direction\": \"up\", \"extractor\": \"eyes\","
                    + " \"minimumImprovement\": -1, \"minimum\": 3, \"maximum\": 2,"
                    + " \"noiseMargin\": \"two\", \"evaluations\": \"all\", \"colour\": 1}")
            .put("/api/v1/models/gated/gates/latest");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getList("violations.field", String.class))
        .containsExactlyInAnyOrder(
            "alias",
            "score",
            "direction",
            "extractor",
            "minimumImprovement",
            "minimum",
            "noiseMargin",
            "evaluations",
            "colour");
    assertThat(
            given()
                .contentType("application/json")
                .body("{}")
                .put("/api/v1/models/none/gates/champion")
                .statusCode())
        .isEqualTo(404);
  }
}
