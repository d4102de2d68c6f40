package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.formats.Digests;
import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class ArtifactIT {

  @Inject Publisher publisher;
  @Inject ArtifactStore store;

  @Test
  void aFileThatAFactHasNamedIsFetched() {
    store.publish("experiments/files-1/samples/default/grid.png", Story.GRID);
    publisher.publish(Story.of("files-1", "files", 0).whole());
    RegistryRest.experiment("files-1", "COMPLETED");
    String path = "/api/v1/experiments/files-1/artifacts/samples/default/grid.png";

    Response picture = get(path);

    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.contentType()).isEqualTo("image/png");
    assertThat(picture.header("Content-Length")).isEqualTo(Integer.toString(Story.GRID.length));
    assertThat(picture.header("ETag")).isEqualTo("\"" + Digests.sha256(Story.GRID) + "\"");
    assertThat(picture.asByteArray()).isEqualTo(Story.GRID);
    assertThat(given().header("If-None-Match", picture.header("ETag")).get(path).statusCode())
        .isEqualTo(304);
  }

  @Test
  void nothingElseInTheStoreCanBeFetched() {
    store.publish("experiments/files-2/request.json", Story.GRID);
    publisher.publish(Story.of("files-2", "files", 0).whole());
    RegistryRest.experiment("files-2", "COMPLETED");

    for (String path :
        new String[] {
          "request.json", "../files-2/request.json", "..%2Ffiles-2%2Frequest.json", "plots"
        }) {
      Response answer =
          given().urlEncodingEnabled(false).get("/api/v1/experiments/files-2/artifacts/" + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void aFileThatIsNotInTheStoreIsAProblem() {
    publisher.publish(Story.of("files-3", "files", 0).whole());
    RegistryRest.experiment("files-3", "COMPLETED");

    Response answer = get("/api/v1/experiments/files-3/artifacts/plots/losses.png");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }
}
