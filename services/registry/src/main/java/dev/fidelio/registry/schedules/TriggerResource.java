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
import java.util.regex.Pattern;
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

  private static final String KEY = "Idempotency-Key";
  private static final Pattern KEYS = Pattern.compile("\\P{Cntrl}{1,100}");

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
  @APIResponse(responseCode = "400", ref = Api.WRONG)
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Response trigger(
      @Parameter(example = "nightly") @PathParam("name") String name,
      @Parameter(description = "Calling again with the same key fires nothing", example = "42")
          @HeaderParam(KEY)
          String key) {
    RequestParameters requestParameters = new RequestParameters();
    if (key != null && !KEYS.matcher(key).matches()) {
      requestParameters.refuse(KEY, key, "1 to 100 printable characters");
    }
    requestParameters.check();
    Firing firing =
        scheduleRunner.trigger(name, key).orElseThrow(() -> ScheduleResource.noSchedule(name));
    return Response.accepted(FiringView.of(List.of(firing)).get(0)).build();
  }
}
