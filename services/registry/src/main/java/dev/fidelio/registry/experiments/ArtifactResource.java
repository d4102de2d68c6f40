package dev.fidelio.registry.experiments;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.RemovedFiles;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.registry.history.StoredArtifact;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.FileAnswer;
import dev.fidelio.registry.http.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The artifacts of an experiment. */
@jakarta.ws.rs.Path("/api/v1/experiments/{id}/artifacts")
@Tag(name = Api.EXPERIMENTS)
public class ArtifactResource {

  private static final Map<String, String> TYPES =
      Map.of("png", "image/png", "json", MediaType.APPLICATION_JSON);

  private final ArtifactStore store;

  ArtifactResource(ArtifactStore store) {
    this.store = store;
  }

  @GET
  @jakarta.ws.rs.Path("/{path: .+}")
  @Operation(
      summary = "Download an artifact of an experiment",
      description =
          "Checkpoints, the evaluation set, the picture of samples and the loss curve, under the"
              + " names that they have in MLflow, too.")
  @APIResponse(
      responseCode = "200",
      description = "The bytes; their SHA-256 is the ETag",
      content = {
        @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM),
        @Content(mediaType = "image/png"),
        @Content(mediaType = MediaType.APPLICATION_JSON)
      })
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "410", ref = Api.DELETED)
  public Response fetch(
      @Parameter(example = "digits-1") @PathParam("id") String id,
      @Parameter(example = "samples/default/grid.png") @PathParam("path") String path,
      @Context Request request,
      @Context HttpHeaders headers) {
    StoredArtifact file =
        StoredArtifact.named(id, path)
            .orElseThrow(() -> ProblemException.notFound(id + " has no artifact " + path));
    String name = StoreLayout.experiment(id).path(path);
    Path bytes = store.file(name).orElseThrow(() -> absent(name, path));
    return new FileAnswer(bytes, file.digest, type(path)).to(request, headers).build();
  }

  private ProblemException absent(String name, String path) {
    return new RemovedFiles(store)
        .of(name)
        .map(
            removal ->
                ProblemException.gone(
                    "%s was deleted at %s: %s".formatted(path, removal.at(), removal.reason())))
        .orElseGet(() -> ProblemException.notFound(path + " is no longer in the store"));
  }

  private static String type(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(extension, MediaType.APPLICATION_OCTET_STREAM);
  }
}
