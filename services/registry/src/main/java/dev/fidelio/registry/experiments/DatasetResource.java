package dev.fidelio.registry.experiments;

import dev.fidelio.registry.history.StoredDataset;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The data sets that are in the store. */
@Path("/api/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.DATASETS)
public class DatasetResource {

  @GET
  @Operation(summary = "List the data sets in the store, the newest first")
  @APIResponse(responseCode = "200", description = "The data sets")
  public Page<DatasetView> datasets() {
    return Page.whole(StoredDataset.newestFirst().stream().map(DatasetView::of).toList());
  }
}
