package dev.fidelio.registry.schedules;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.RequestParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Firing a schedule by hand. */
@Path("/api/v1/schedules/{name}/trigger")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.SCHEDULES)
public class TriggerResource {

  private final ScheduleRunner scheduleRunner;

  TriggerResource(ScheduleRunner scheduleRunner) {
    this.scheduleRunner = scheduleRunner;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Fire a schedule now",
      description =
          "Whether it is enabled or not and whatever its policies say. Its planned times stay what"
              + " they are.")
  @APIResponse(
      responseCode = "202",
      description = "The experiment is on its way to Kafka",
      content = @Content(schema = @Schema(implementation = FiringView.class)))
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Response trigger(
      @Parameter(example = "nightly") @PathParam("name") String name,
      @Parameter(description = Api.KEY, example = "42") @HeaderParam(Api.IDEMPOTENCY_KEY)
          String key) {
    RequestParameters requestParameters = new RequestParameters();
    requestParameters.idempotencyKey(key);
    requestParameters.check();
    Firing firing =
        scheduleRunner.trigger(name, key).orElseThrow(() -> ScheduleResource.noSchedule(name));
    return Response.accepted(FiringView.of(List.of(firing)).get(0)).build();
  }
}
