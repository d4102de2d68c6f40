package dev.fidelio.registry.experiments;

import dev.fidelio.registry.history.StoredDataset;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The data sets that are in the store. */
@Path("/api/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.DATASETS)
public class DatasetResource {

  /** A data set in the store. */
  @Schema(name = "Dataset", description = "A data set in the store, verified.")
  public record DatasetView(
      @Schema(examples = "mnist") String name,
      @Schema(description = "SHA-256 of its content.") String digest,
      @Schema(examples = "60000") int trainCount,
      @Schema(examples = "10000") int testCount,
      @Schema(description = "Test images of each label.") Map<String, Integer> labelCounts,
      @Schema(description = "Where it came from.") String source,
      Instant ingestedAt) {

    static DatasetView of(StoredDataset dataset) {
      Map<String, Integer> labels = new LinkedHashMap<>();
      for (int label = 0; label < dataset.testLabelCounts.size(); label++) {
        labels.put(Integer.toString(label), dataset.testLabelCounts.get(label));
      }
      return new DatasetView(
          dataset.name,
          dataset.digest,
          dataset.trainCount,
          dataset.testCount,
          labels,
          dataset.origin,
          dataset.ingestedAt);
    }
  }

  @GET
  @Operation(summary = "List the data sets in the store, the newest first")
  @APIResponse(responseCode = "200", description = "The data sets")
  public Page<DatasetView> datasets() {
    return Page.whole(StoredDataset.newestFirst().stream().map(DatasetView::of).toList());
  }
}
