package dev.fidelio.registry.promotion;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The history of decisions about a model's aliases. */
@Path("/api/v1/models/{model}/promotions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.ALIASES)
public class PromotionResource {

  @GET
  @Operation(summary = "List the promotions of a model, the newest first")
  @APIResponse(responseCode = "200", description = "A page of promotions")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Page<PromotionView> promotions(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @BeanParam PageQuery page) {
    RequestParameters requestParameters = new RequestParameters();
    int size = page.limit(requestParameters);
    long before = page.from(Long.MAX_VALUE, Long::valueOf, requestParameters);
    requestParameters.check();
    ModelLookup.requireModel(model);
    return Page.of(
        Promotion.page(model, before, size + 1),
        size,
        shown -> shown.stream().map(PromotionView::of).toList(),
        last -> Long.toString(last.sequence));
  }
}
