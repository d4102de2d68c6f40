package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class ComparisonIT {

  private static final int REPETITIONS = 5;

  @Inject Publisher publisher;
  @Inject ArtifactStore store;
  @Inject SessionFactory sessions;

  @Test
  void versionsAreComparedAndWhatDiffersIsNamed() {
    tell(CommittedExamples.of("compared-1", "compared", 1));
    ExampleExperiment other = CommittedExamples.of("compared-2", "compared", 2).withSeed(8);
    publisher.publish(other.untilTrained());
    publisher.publish(List.of(other.sampled(), other.evaluated("default", "e".repeat(64), 9.5)));
    RegistryRest.scoredVersion("compared", 1);
    RegistryRest.scoredVersion("compared", 2);

    JsonPath comparison = get("/api/v1/models/compared/compare?versions=1,2").jsonPath();

    assertThat(comparison.getList("versions.version")).isEqualTo(List.of(1, 2));
    assertThat(comparison.getList("differences"))
        .isEqualTo(List.of("hyperparameters.seed", "scores.default.fid"));
    assertThat(comparison.getBoolean("scoresComparable")).isFalse();
    assertThat(comparison.getList("notComparable")).isEqualTo(List.of("extractorDigest"));
    assertThat(comparison.getString("rows[0].name")).isEqualTo("seed");
    assertThat(comparison.getList("rows[0].values")).isEqualTo(List.of(7, 8));
    assertThat(comparison.getString("rows.find { it.name == 'fid' }.note"))
        .isEqualTo("not comparable: extractorDigest");
  }

  @Test
  void theComparisonShowsHowEachVersionWasTrained() {
    tell(CommittedExamples.of("trained-1", "trained", 1));
    tell(CommittedExamples.of("trained-2", "trained", 2));
    RegistryRest.scoredVersion("trained", 1);
    RegistryRest.scoredVersion("trained", 2);

    JsonPath comparison = get("/api/v1/models/trained/compare?versions=2,1").jsonPath();

    assertThat(comparison.getList("trainings.version")).isEqualTo(List.of(2, 1));
    assertThat(comparison.getString("trainings[0].dataset")).isEqualTo("mnist");
    assertThat(comparison.getDouble("trainings[0].best.test_loss.value")).isEqualTo(112.75);
    assertThat(comparison.getInt("trainings[0].best.test_loss.epoch")).isEqualTo(2);
    assertThat(comparison.getDouble("trainings[0].imagesPerSecond")).isEqualTo(5000.5);
    assertThat(comparison.getDouble("trainings[0].durationSeconds")).isEqualTo(3);
    assertThat(comparison.getInt("trainings[0].attempts")).isEqualTo(1);
  }

  @Test
  void aComparisonIsAlsoATableAndAPicture() throws IOException {
    tell(CommittedExamples.of("shown-1", "shown", 1));
    tell(CommittedExamples.of("shown-2", "shown", 2));
    RegistryRest.scoredVersion("shown", 1);
    RegistryRest.scoredVersion("shown", 2);
    String path = "/api/v1/models/shown/compare";
    byte[] without = get(path + ".png?versions=1,2").asByteArray();
    store.publish("experiments/shown-1/samples/default/grid.png", grey());

    Response table = get(path + ".csv?versions=1,2");
    Response picture = get(path + ".png?versions=1,2");

    assertThat(table.contentType()).startsWith("text/csv");
    assertThat(table.asString().lines())
        .startsWith("part,name,version 1,version 2,differs,note")
        .contains("losses,best_test_loss,112.75,112.75,false,");
    assertThat(given().accept("text/csv").get(path + "?versions=1,2").asString())
        .isEqualTo(table.asString());
    assertThat(picture.contentType()).isEqualTo("image/png");
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(picture.asByteArray()));
    assertThat(seen.getWidth()).isEqualTo(800);
    assertThat(seen.getRGB(200, 700)).isEqualTo(0xff808080);
    assertThat(ImageIO.read(new ByteArrayInputStream(without)).getRGB(200, 700))
        .isEqualTo(0xffffffff);
    assertThat(given().accept("image/png").get(path + "?versions=1,2").asByteArray())
        .isEqualTo(picture.asByteArray());
  }

  @Test
  void whatCannotBeComparedIsNamed() {
    tell(CommittedExamples.of("alone-1", "alone", 1));
    RegistryRest.scoredVersion("alone", 1);
    String path = "/api/v1/models/alone/compare";

    Response unknown = get(path + ".csv?versions=1,9");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.contentType()).startsWith("application/problem+json");
    assertThat(unknown.jsonPath().getString("detail")).isEqualTo("alone has no version 9");
    for (String versions : List.of("?versions=1", "?versions=1,1", "?versions=1;2", "")) {
      Response wrong = get(path + versions);
      assertThat(wrong.statusCode()).as(versions).isEqualTo(400);
      assertThat(wrong.jsonPath().getString("violations[0].field")).isEqualTo("versions");
    }
    assertThat(get("/api/v1/models/nobody/compare?versions=1,2").statusCode()).isEqualTo(404);
  }

  @Test
  void sixVersionsTakeAsManyStatementsAsTwo() {
    for (int version = 1; version <= 6; version++) {
      tell(CommittedExamples.of("counted-" + version, "counted", version));
      RegistryRest.scoredVersion("counted", version);
    }
    String path = "/api/v1/models/counted/compare";

    for (String format : List.of("", ".csv", ".png")) {
      long two = statements(path + format + "?versions=1,2");
      long six = statements(path + format + "?versions=1,2,3,4,5,6");

      assertThat(two).as(format).isPositive();
      assertThat(six).as(format).isEqualTo(two);
    }
  }

  /**
   * Concurrent work can only add to the count, so the minimum of several calls is the call's own.
   */
  private long statements(String path) {
    Statistics statistics = sessions.getStatistics();
    statistics.setStatisticsEnabled(true);
    return LongStream.range(0, REPETITIONS)
        .map(
            i -> {
              long before = statistics.getPrepareStatementCount();
              assertThat(get(path).statusCode()).isEqualTo(200);
              return statistics.getPrepareStatementCount() - before;
            })
        .min()
        .orElseThrow();
  }

  private void tell(ExampleExperiment example) {
    publisher.publish(example.whole());
  }

  private static byte[] grey() throws IOException {
    BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < 100; pixel++) {
      image.setRGB(pixel % 10, pixel / 10, 0x808080);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
