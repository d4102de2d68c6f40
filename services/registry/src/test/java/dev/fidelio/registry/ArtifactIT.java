package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.formats.Digests;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleFiles;
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
    ExampleExperiment example = CommittedExamples.of("files-1", "files", 0);
    byte[] grid = example.content(ExampleFiles.GRID);
    store.publish(new ExampleFiles(store, example).path(ExampleFiles.GRID), grid);
    publisher.publish(example.whole());
    RegistryRest.experiment("files-1", "COMPLETED");
    String path = "/api/v1/experiments/files-1/artifacts/" + ExampleFiles.GRID;

    Response picture = get(path);

    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.contentType()).isEqualTo("image/png");
    assertThat(picture.header("Content-Length")).isEqualTo(Integer.toString(grid.length));
    assertThat(picture.header("ETag")).isEqualTo("\"" + Digests.sha256(grid) + "\"");
    assertThat(picture.asByteArray()).isEqualTo(grid);
    assertThat(given().header("If-None-Match", picture.header("ETag")).get(path).statusCode())
        .isEqualTo(304);
  }

  @Test
  void nothingElseInTheStoreCanBeFetched() {
    store.publish("experiments/files-2/request.json", new byte[] {1});
    publisher.publish(CommittedExamples.of("files-2", "files", 0).whole());
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
    publisher.publish(CommittedExamples.of("files-3", "files", 0).whole());
    RegistryRest.experiment("files-3", "COMPLETED");

    Response answer = get("/api/v1/experiments/files-3/artifacts/plots/losses.png");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }
}
