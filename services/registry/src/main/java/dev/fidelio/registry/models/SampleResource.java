package dev.fidelio.registry.models;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.FileAnswer;
import dev.fidelio.registry.http.WorkLimit;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Samples on demand. */
@Path("/api/v1/models/{model}")
@Tag(name = Api.MODELS)
public class SampleResource {

  private static final String SUMMARY = "Draw samples";
  private static final String DESCRIPTION =
      "As a picture with a row for each label, or as NumPy's npz with the arrays latents and images"
          + " (float32, 0 to 1) and labels.";
  private static final String PNG = "image/png";
  private static final String NPZ = "application/zip";
  private static final String FORMAT = "png or npz";

  /** Versions never change. */
  private static final String KEPT = "max-age=3600";

  /** An alias moves. */
  private static final String ASKED_AGAIN = "no-cache";

  /** The sampler draws for one call at a time. */
  private final WorkLimit workLimit = new WorkLimit(2, 14);

  private final SamplerClient sampler;
  private final CurrentVertxRequest current;

  SampleResource(SamplerClient sampler, CurrentVertxRequest current) {
    this.sampler = sampler;
    this.current = current;
  }

  @GET
  @Path("/versions/{version}/samples.{format: png|npz}")
  @Operation(summary = SUMMARY + " of a version", description = DESCRIPTION)
  @APIResponse(responseCode = "200", ref = Api.SAMPLES)
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.GONE)
  public Response ofVersion(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "2") @PathParam("version") String version,
      @Parameter(description = FORMAT, example = "png") @PathParam("format") String format,
      @BeanParam SampleQuery query,
      @Context Request request,
      @Context HttpHeaders headers) {
    return answer(() -> ModelLookup.version(model, version), format, query, request, headers, KEPT);
  }

  @GET
  @Path("/aliases/{alias}/samples.{format: png|npz}")
  @Operation(
      summary = SUMMARY + " of the version that an alias points to",
      description = DESCRIPTION)
  @APIResponse(responseCode = "200", ref = Api.SAMPLES)
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.GONE)
  public Response ofAlias(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String alias,
      @Parameter(description = FORMAT, example = "png") @PathParam("format") String format,
      @BeanParam SampleQuery query,
      @Context Request request,
      @Context HttpHeaders headers) {
    return answer(
        () -> ModelLookup.aliased(model, alias), format, query, request, headers, ASKED_AGAIN);
  }

  private Response answer(
      Supplier<Version> version,
      String format,
      SampleQuery query,
      Request request,
      HttpHeaders headers,
      String caching) {
    RoutingContext call = current.getCurrent();
    byte[] samples = workLimit.call(call, () -> sampler.draw(version.get(), format, query));
    return FileAnswer.of(samples, format.equals("png") ? PNG : NPZ, call)
        .to(request, headers)
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .build();
  }
}
