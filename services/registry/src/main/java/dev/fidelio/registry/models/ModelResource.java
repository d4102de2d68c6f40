package dev.fidelio.registry.models;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Page;
import dev.fidelio.registry.http.PageQuery;
import dev.fidelio.registry.http.RequestParameters;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Models and their versions. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.MODELS)
public class ModelResource {

  private final VersionViews views;

  ModelResource(VersionViews views) {
    this.views = views;
  }

  /** A model. */
  @Schema(name = "Model", description = "A model that has versions.")
  public record ModelView(
      @Schema(examples = "mnist-cvae") String name,
      @Schema(examples = "2", description = "How many versions it has.") int versions,
      @Schema(description = "The version that each alias points to.")
          Map<String, Integer> aliases) {}

  @GET
  @Operation(summary = "List the models that have versions")
  @APIResponse(responseCode = "200", description = "The models, by name")
  public Page<ModelView> models() {
    Map<String, Map<String, Integer>> aliases =
        Alias.all().stream()
            .collect(
                Collectors.groupingBy(
                    alias -> alias.model,
                    Collectors.toMap(
                        alias -> alias.name, alias -> alias.version, Math::max, TreeMap::new)));
    return Page.whole(
        Model.all().stream()
            .map(
                model ->
                    new ModelView(
                        model.name, model.versions, aliases.getOrDefault(model.name, Map.of())))
            .toList());
  }

  @GET
  @Path("/{model}/versions")
  @Operation(summary = "List a model's versions, the newest first")
  @APIResponse(responseCode = "200", description = "A page of versions")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Page<VersionView> versions(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @BeanParam PageQuery page) {
    RequestParameters requestParameters = new RequestParameters();
    int size = page.limit(requestParameters);
    int before = page.from(Integer.MAX_VALUE, Integer::valueOf, requestParameters);
    requestParameters.check();
    ModelLookup.requireModel(model);
    return Page.of(
        Version.page(model, before, size + 1),
        size,
        shown -> views.of(model, shown),
        last -> Integer.toString(last.number));
  }

  @GET
  @Path("/{model}/versions/{version}")
  @Operation(summary = "Show a version of a model")
  @APIResponse(responseCode = "200", description = "The version")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public VersionView version(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "2") @PathParam("version") String version) {
    return views.of(model, List.of(ModelLookup.version(model, version))).get(0);
  }
}
