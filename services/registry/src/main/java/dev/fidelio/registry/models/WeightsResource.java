package dev.fidelio.registry.models;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.FileAnswer;
import dev.fidelio.registry.http.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves a version's weights as safetensors, and a card that describes them. */
@Path("/api/v1/models/{model}")
@Tag(name = Api.MODELS)
public class WeightsResource {

  private final ArtifactStore store;
  private final VersionViews views;
  private final String decode;

  WeightsResource(ArtifactStore store, VersionViews views) throws IOException {
    this.store = store;
    this.views = views;
    try (InputStream program = WeightsResource.class.getResourceAsStream("decode.py")) {
      this.decode = new String(program.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @GET
  @Path("/versions/{version}/download")
  @Operation(summary = "Download the weights of a version")
  @APIResponse(responseCode = "200", ref = Api.WEIGHTS)
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.GONE)
  public Response download(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "2") @PathParam("version") String version,
      @Context Request request,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    return weights(ModelLookup.version(model, version), request, headers, uri);
  }

  @GET
  @Path("/aliases/{alias}/download")
  @Operation(summary = "Download the weights of the version that an alias points to")
  @APIResponse(responseCode = "200", ref = Api.WEIGHTS)
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.GONE)
  public Response downloadAliased(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String alias,
      @Context Request request,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    return weights(ModelLookup.aliased(model, alias), request, headers, uri);
  }

  @GET
  @Path("/versions/{version}/card")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Show what the weights of a version are, and how to decode with them")
  @APIResponse(responseCode = "200", description = "The card")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.GONE)
  public CardView card(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "2") @PathParam("version") String version) {
    return card(ModelLookup.version(model, version));
  }

  @GET
  @Path("/aliases/{alias}/card")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Show what the weights that an alias points to are")
  @APIResponse(responseCode = "200", description = "The card")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.GONE)
  public CardView cardAliased(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String alias) {
    return card(ModelLookup.aliased(model, alias));
  }

  private Response weights(Version version, Request request, HttpHeaders headers, UriInfo uri) {
    String file = "%s-%d.safetensors".formatted(version.model, version.number);
    String path = path(version);
    return new FileAnswer(
            store.file(path).orElseThrow(() -> absent(path)),
            version.checkpointDigest,
            MediaType.APPLICATION_OCTET_STREAM)
        .to(request, headers)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
        .link(
            uri.getBaseUriBuilder()
                .path("api/v1/models/{model}/versions/{version}/card")
                .build(version.model, version.number),
            "describedby")
        .build();
  }

  private CardView card(Version version) {
    VersionView view = views.of(version.model, List.of(version)).get(0);
    try (InputStream checkpoint = open(version)) {
      return CardView.of(view, CheckpointHeader.network(checkpoint), decode);
    } catch (UnreadableException e) {
      throw ProblemException.conflict(
          "the weights of %s %d cannot be read: %s"
              .formatted(version.model, version.number, e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream open(Version version) {
    String path = path(version);
    return store.open(path).orElseThrow(() -> absent(path));
  }

  private static String path(Version version) {
    return StoreLayout.experiment(version.experimentId).path(version.checkpointName);
  }

  private static ProblemException absent(String path) {
    return ProblemException.conflict(path + " is no longer in the store");
  }
}
