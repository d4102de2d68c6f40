package dev.fidelio.registry.promotion.gates;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Caller;
import dev.fidelio.registry.http.ProblemException;
import dev.fidelio.registry.http.RequestParameters;
import dev.fidelio.registry.models.ModelLookup;
import dev.fidelio.registry.promotion.gates.Gates.EffectiveGate;
import dev.fidelio.service.KnownNames;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows, sets and removes the gates of aliases. */
@Path("/api/v1/models/{model}/gates/{alias}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.ALIASES)
public class GateResource {

  private final Gates gates;
  private final GateReader reader;

  GateResource(Gates gates, KnownNames known) {
    this.gates = gates;
    this.reader = new GateReader(known.extractors());
  }

  /** The effective gate. */
  @Schema(name = "StandingGate", description = "The effective gate and its source.")
  public record GateView(
      @Schema(examples = "mnist-cvae") String model,
      @Schema(examples = "champion") String alias,
      @Schema(
              enumeration = {"set", "configured"},
              description = "set for this model, or configured for every model.")
          String source,
      Gate gate) {}

  @GET
  @Operation(summary = "Show the gate of an alias")
  @APIResponse(responseCode = "200", description = "The effective gate")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public GateView gate(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String alias) {
    ModelLookup.requireModel(model);
    EffectiveGate standing =
        gates
            .before(model, alias)
            .orElseThrow(
                () -> ProblemException.notFound("there is no gate for " + model + "@" + alias));
    return new GateView(model, alias, standing.isSet() ? "set" : "configured", standing.gate());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Set the gate of an alias",
      description =
          "The alias need not exist yet. Omitted fields have defaults: fid, no worse than the"
              + " holder's, in the first evaluation.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "GateRequest")))
  @APIResponse(responseCode = "200", description = "The gate is in effect")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public GateView setGate(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String alias,
      @Parameter(description = Api.USER, example = "ada") @HeaderParam(Caller.HEADER) String user,
      byte[] body) {
    RequestParameters requestParameters = new RequestParameters();
    Caller.checkAlias(alias, requestParameters);
    String by = Caller.name(user, requestParameters);
    Gate gate = reader.read(requestParameters.body(body));
    requestParameters.check();
    gates.set(model, alias, gate, by);
    return new GateView(model, alias, "set", gate);
  }

  @DELETE
  @Operation(summary = "Remove the gate of an alias; a configured gate takes effect again")
  @APIResponse(responseCode = "204", description = "The gate is removed")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public void unsetGate(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String alias) {
    gates.unset(model, alias);
  }
}
