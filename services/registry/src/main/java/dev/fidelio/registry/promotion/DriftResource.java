package dev.fidelio.registry.promotion;

import dev.fidelio.registry.history.StoredDrift;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Page;
import dev.fidelio.registry.http.PageQuery;
import dev.fidelio.registry.http.RequestParameters;
import dev.fidelio.registry.models.ModelLookup;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists aliases that were changed in MLflow, which only mirrors them. */
@Path("/api/v1/models/{model}/drifts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.ALIASES)
public class DriftResource {

  /** The position after a page. */
  private record Position(Instant at, String alias) {

    static final Position NEWEST = new Position(Instant.parse("9999-12-31T00:00:00Z"), "");

    static Position read(String text) {
      String[] parts = text.split(" ", 2);
      return parts.length < 2 ? null : new Position(Instant.parse(parts[0]), parts[1]);
    }
  }

  @GET
  @Operation(
      summary = "List the aliases that were changed in MLflow, newest first",
      description =
          "MLflow mirrors what is decided here. What is changed there is noticed, shown here, and"
              + " set right.")
  @APIResponse(responseCode = "200", description = "A page of drifts")
  @APIResponse(responseCode = "400", ref = Api.WRONG)
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
        StoredDrift.page(model, before.at(), before.alias(), size + 1),
        size,
        shown -> shown.stream().map(DriftView::of).toList(),
        last -> last.driftedAt + " " + last.alias);
  }
}
