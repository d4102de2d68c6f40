package dev.fidelio.sampler;

import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Violation;
import dev.fidelio.sampler.SampleGenerator.Format;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples on demand, for the registry: it says where a model's weights lie and passes on what its
 * caller has asked for. What is wrong with that is answered as a list of violations (400), a model
 * that has lost its weights as text (409), like a store that is away (503).
 */
@Path("/samples.{format: png|npz}")
public class SamplerResource {

  private static final Logger LOG = LoggerFactory.getLogger(SamplerResource.class);

  private final ModelCache modelCache;
  private final SampleGenerator sampleGenerator;

  SamplerResource(ModelCache modelCache, SampleGenerator sampleGenerator) {
    this.modelCache = modelCache;
    this.sampleGenerator = sampleGenerator;
  }

  @GET
  public Response samples(
      @PathParam("format") String format,
      @QueryParam("experiment") String experiment,
      @QueryParam("checkpoint") String checkpoint,
      @QueryParam("digest") String digest,
      @QueryParam("dataset") String dataset,
      @QueryParam("labels") String labels,
      @QueryParam("count") String count,
      @QueryParam("seed") String seed,
      @QueryParam("temperature") String temperature) {
    try {
      LoadedModel loadedModel =
          modelCache.at(new ModelCache.Place(experiment, checkpoint, digest, dataset));
      List<Violation> violations = new ArrayList<>();
      int classes = loadedModel.weights().architecture().classes();
      SampleRequest request =
          SampleRequest.read(labels, count, seed, temperature, classes, violations);
      if (!violations.isEmpty()) {
        return answer(400, MediaType.APPLICATION_JSON, Json.bytes(violations));
      }
      Format wanted = Format.valueOf(format.toUpperCase(Locale.ROOT));
      return answer(200, wanted.mediaType(), sampleGenerator.draw(loadedModel, request, wanted));
    } catch (NoWeightsException e) {
      return answer(409, MediaType.TEXT_PLAIN, e.getMessage());
    } catch (StoreUnavailableException e) {
      LOG.warn("the artifact store is unavailable", e);
      return answer(503, MediaType.TEXT_PLAIN, "the artifact store does not answer");
    }
  }

  private static Response answer(int status, String type, Object entity) {
    return Response.status(status).type(type).entity(entity).build();
  }
}
