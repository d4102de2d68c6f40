package dev.fidelio.registry.promotion;

import dev.fidelio.registry.history.StoredDrift;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Page;
import dev.fidelio.registry.http.PageQuery;
import dev.fidelio.registry.http.Position;
import dev.fidelio.registry.http.RequestParameters;
import dev.fidelio.registry.models.ModelLookup;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists aliases that were changed in MLflow, which only mirrors them. */
@Path("/api/v1/models/{model}/drifts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.ALIASES)
public class DriftResource {

  @GET
  @Operation(
      summary = "List the aliases that were changed in MLflow, newest first",
      description =
          "MLflow mirrors what is decided here. What is changed there is noticed, shown here, and"
              + " set right.")
  @APIResponse(responseCode = "200", description = "A page of drifts")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Page<DriftView> drifts(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @BeanParam PageQuery page) {
    RequestParameters requestParameters = new RequestParameters();
    int size = page.limit(requestParameters);
    Position before = page.from(Position.NEWEST, Position::read, requestParameters);
    requestParameters.check();
    ModelLookup.requireModel(model);
    return Page.of(
        StoredDrift.page(model, before.at(), before.name(), size + 1),
        size,
        shown -> shown.stream().map(DriftView::of).toList(),
        last -> new Position(last.driftedAt, last.alias).toString());
  }
}
