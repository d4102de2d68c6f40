package dev.fidelio.registry;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Creating, changing and deleting schedules. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class ScheduleIT {

  @Test
  void theShippedScheduleIsThereAndOff() {
    JsonPath nightly = get("/api/v1/schedules/nightly").jsonPath();

    assertThat(nightly.getString("cron")).isEqualTo(ScheduleClient.DAILY);
    assertThat(nightly.getString("zone")).isEqualTo("UTC");
    assertThat(nightly.getBoolean("enabled")).isFalse();
    assertThat(nightly.getString("template.model")).isEqualTo("mnist-cvae");
    assertThat(nightly.getString("template.promotion.alias")).isEqualTo("champion");
    assertThat(get("/api/v1/schedules").jsonPath().getList("items.name")).contains("nightly");
  }

  @Test
  void schedulesAreChangedAndDeleted() {
    ScheduleClient.put("changed", ScheduleClient.DAILY, "").then().statusCode(201);

    Response changed =
        ScheduleClient.put("changed", "30 4 * * MON", ", \"zone\": \"Europe/Berlin\"");

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.jsonPath().getString("zone")).isEqualTo("Europe/Berlin");
    assertThat(get("/api/v1/schedules/changed").jsonPath().getString("cron"))
        .isEqualTo("30 4 * * MON");
    assertThat(delete("/api/v1/schedules/changed").statusCode()).isEqualTo(204);
    assertThat(get("/api/v1/schedules/changed").statusCode()).isEqualTo(404);
    assertThat(delete("/api/v1/schedules/changed").statusCode()).isEqualTo(404);
    assertThat(ScheduleClient.act("changed", "trigger").statusCode()).isEqualTo(404);
    assertThat(ScheduleClient.act("changed", "enable").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/schedules/changed/firings").statusCode()).isEqualTo(404);
  }

  @Test
  void nicknamesAndTheNearestWeekdayOfADayThatMonthsLackAreTaken() {
    for (String cron : List.of("@daily", "@Hourly", "@yearly", "0 0 0 30W * ?")) {
      Response taken = ScheduleClient.put("typed", cron, "");

      assertThat(taken.statusCode()).as(taken.asString()).isBetween(200, 201);
      assertThat(taken.jsonPath().getString("cron")).isEqualTo(cron);
      assertThat(taken.jsonPath().getString("next")).isNotNull();
    }
  }

  @Test
  void everythingWrongIsNamedAndNothingIsStored() {
    Response answer =
        given()
            .contentType("application/json")
            .body(
                "{\"cron\": \"0 25 * * *\", \"zone\": \"Mars/Olympus\", \"enabled\": 1, \"each\": 2,"
                    + " \"template\": {\"experimentId\": \"x\", \"model\": \"m\","
                    + " \"hyperparameters\": {\"epochs\": 0}, \"tags\": 7}}")
            .put("/api/v1/schedules/wrong");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getList("violations.field"))
        .containsExactlyInAnyOrder(
            "cron",
            "zone",
            "enabled",
            "each",
            "template.experimentId",
            "template.hyperparameters.epochs",
            "template.tags");
    assertThat(get("/api/v1/schedules/wrong").statusCode()).isEqualTo(404);
    assertReason("0 0 30 2 *", "no date matches it");
    assertReason("0 0 0 1 1 ? 2020", "its last time has passed");
    assertReason("0 22-2 * * *", "22-23,0-2");
    assertReason("@reboot", "@reboot is not a nickname");
    assertReason("0 2 * *", "4 fields");
    assertThat(
            ScheduleClient.put("Wrong", ScheduleClient.DAILY, "")
                .jsonPath()
                .getList("violations.field"))
        .isEqualTo(List.of("name"));
  }

  private static void assertReason(String cron, String reason) {
    Response answer = ScheduleClient.put("wrong", cron, "");

    assertThat(answer.statusCode()).as(cron).isEqualTo(400);
    assertThat(answer.jsonPath().getString("violations[0].allowed")).contains(reason);
  }
}
