package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** REST calls for schedules; each schedule trains the model of the same name. */
final class ScheduleClient {

  static final String DAILY = "0 2 * * *";

  private ScheduleClient() {}

  static Response put(String name, String cron, String more) {
    return put(name, cron, more, "");
  }

  static Response put(String name, String cron, String more, String template) {
    return given()
        .contentType("application/json")
        .body(
            "{\"cron\": \"%s\"%s, \"template\": {\"model\": \"%s\", \"tags\": {\"team\": \"vision\"}%s}}"
                .formatted(cron, more, name.toLowerCase(), template))
        .put("/api/v1/schedules/" + name);
  }

  static Response act(String name, String what) {
    return given().post("/api/v1/schedules/" + name + "/" + what);
  }

  static JsonPath trigger(String name, String key) {
    Response answer =
        given().header("Idempotency-Key", key).post("/api/v1/schedules/" + name + "/trigger");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    return answer.jsonPath();
  }

  static JsonPath firings(String name) {
    return get("/api/v1/schedules/" + name + "/firings").jsonPath();
  }

  /** Moves the history of the schedule into the past. */
  static void daysPass(DataSource database, String schedule, int days) throws SQLException {
    String older =
        """
        with older as (
          update registry.firing set planned_at = planned_at - make_interval(days => ?),
            fired_at = fired_at - make_interval(days => ?) where schedule = ?)
        update registry.schedule set planned_from = planned_from - make_interval(days => ?)
          where name = ?""";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(older)) {
      statement.setInt(1, days);
      statement.setInt(2, days);
      statement.setString(3, schedule);
      statement.setInt(4, days);
      statement.setString(5, schedule);
      statement.executeUpdate();
    }
  }
}
