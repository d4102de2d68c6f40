package dev.fidelio.tracker.mlflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.mlflow.tracking.MlflowHttpException;

/**
 * The parts of MLflow's REST interface that its Java client lacks. Every method throws {@link
 * MlflowHttpException} when the server refuses, as the Java client does.
 */
@RegisterRestClient(configKey = "mlflow")
public interface MlflowRest {

  /** Returns once the server answers. */
  @GET
  @Path("health")
  String health();

  /**
   * Uploads an artifact.
   *
   * @param path {@code <experiment>/<run>/artifacts/<name>}
   */
  @PUT
  @Path("api/2.0/mlflow-artifacts/artifacts/{path:.+}")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  void upload(@PathParam("path") String path, InputStream content);

  /**
   * An artifact's content.
   *
   * @param path as for {@link #upload}
   */
  @GET
  @Path("api/2.0/mlflow-artifacts/artifacts/{path:.+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  InputStream download(@PathParam("path") String path);

  /** The files and folders directly in a folder of a run. */
  @GET
  @Path("api/2.0/mlflow/artifacts/list")
  ArtifactList list(@QueryParam("run_id") String runId, @QueryParam("path") String folder);

  @POST
  @Path("api/2.0/mlflow/runs/log-inputs")
  void logInputs(Inputs inputs);

  @POST
  @Path("api/2.0/mlflow/registered-models/create")
  void createModel(NewModel model);

  @POST
  @Path("api/2.0/mlflow/registered-models/set-tag")
  void tagModel(ModelTag tag);

  @DELETE
  @Path("api/2.0/mlflow/registered-models/delete-tag")
  void untagModel(ModelTagName tag);

  /**
   * A page of the registered models, with their aliases and tags.
   *
   * @param most the size of the page, at most 1,000
   * @param page the page token; null for the first page
   */
  @GET
  @Path("api/2.0/mlflow/registered-models/search")
  FoundModels models(@QueryParam("max_results") int most, @QueryParam("page_token") String page);

  @POST
  @Path("api/2.0/mlflow/registered-models/alias")
  void setAlias(Alias alias);

  @DELETE
  @Path("api/2.0/mlflow/registered-models/alias")
  void deleteAlias(AliasName alias);

  @POST
  @Path("api/2.0/mlflow/model-versions/create")
  void createVersion(NewVersion version);

  @PATCH
  @Path("api/2.0/mlflow/model-versions/update")
  void describeVersion(Description description);

  @POST
  @Path("api/2.0/mlflow/model-versions/set-tag")
  void tagVersion(VersionTag tag);

  @DELETE
  @Path("api/2.0/mlflow/model-versions/delete")
  void deleteVersion(Version version);

  @ClientExceptionMapper
  static RuntimeException refused(Response response) {
    return new MlflowHttpException(
        response.getStatus(),
        response.getStatusInfo().getReasonPhrase(),
        response.readEntity(String.class));
  }

  /** The content of a folder; without files if it is empty or missing. */
  record ArtifactList(List<File> files) {

    public ArtifactList {
      files = files == null ? List.of() : List.copyOf(files);
    }
  }

  /** A file, or a folder without a size. */
  record File(
      String path, @JsonProperty("is_dir") boolean folder, @JsonProperty("file_size") long size) {}

  /** A name and a value. */
  record Tag(String key, String value) {

    public static List<Tag> of(Map<String, String> tags) {
      return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
    }
  }

  /** The data sets that a run has used. */
  record Inputs(@JsonProperty("run_id") String runId, List<Input> datasets) {}

  /** A data set and what it was used for. */
  record Input(List<Tag> tags, Dataset dataset) {}

  /** A data set; MLflow takes digests of up to 36 characters. */
  record Dataset(
      String name, String digest, @JsonProperty("source_type") String sourceType, String source) {}

  record NewModel(String name, String description) {}

  record ModelTag(String name, String key, String value) {}

  record ModelTagName(String name, String key) {}

  /** A page of registered models, and the token of the next page. */
  record FoundModels(
      @JsonProperty("registered_models") List<FoundModel> models,
      @JsonProperty("next_page_token") String next) {

    public FoundModels {
      models = models == null ? List.of() : List.copyOf(models);
    }
  }

  /** A registered model. */
  record FoundModel(String name, List<AliasOf> aliases, List<Tag> tags) {

    public FoundModel {
      aliases = aliases == null ? List.of() : List.copyOf(aliases);
      tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** MLflow's number of the version that an alias points to; empty if there is no such alias. */
    public Optional<String> alias(String name) {
      return aliases.stream()
          .filter(alias -> alias.alias().equals(name))
          .map(AliasOf::version)
          .findFirst();
    }

    public Optional<String> tag(String key) {
      return tags.stream().filter(tag -> tag.key().equals(key)).map(Tag::value).findFirst();
    }
  }

  /** An alias of a model, and MLflow's number of the version that it points to. */
  record AliasOf(String alias, String version) {}

  record Alias(String name, String alias, String version) {}

  record AliasName(String name, String alias) {}

  record NewVersion(
      String name,
      String source,
      @JsonProperty("run_id") String runId,
      String description,
      List<Tag> tags) {}

  record Description(String name, String version, String description) {}

  record Version(String name, String version) {}

  record VersionTag(String name, String version, String key, String value) {}
}
