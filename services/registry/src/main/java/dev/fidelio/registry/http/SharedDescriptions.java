package dev.fidelio.registry.http;

import static java.util.Map.entry;

import dev.fidelio.contracts.Allowance;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to the OpenAPI document what every operation has in common: the answers that each can give,
 * and what the parameters that several share may hold. Both are described in {@code openapi.yml}.
 */
@OpenApiFilter(RunStage.BUILD)
public class SharedDescriptions implements OASFilter {

  private static final String RESPONSES = "#/components/responses/";
  private static final String SCHEMAS = "#/components/schemas/";

  private static final Map<String, String> ANSWERS =
      Map.of(
          "400", "Wrong", "406", "Unacceptable", "414", "TooLong", "431", "TooLong", "503", "Away");
  private static final Map<String, String> ANSWERS_TO_BODIES =
      Map.of("413", "TooLong", "415", "Unsupported");

  private static final Map<String, String> ANSWERS_TO_FILES =
      Map.of(
          "206",
          "Part",
          "304",
          "Unchanged",
          "412",
          "OtherFile",
          "416",
          "BeyondFile",
          "429",
          "Busy");

  /** The bodies that may be left out; the annotations' generator takes each for required. */
  private static final Set<String> OPTIONAL_BODIES =
      Set.of(
          SCHEMAS + "DecisionRequest",
          SCHEMAS + "CancellationRequest",
          SCHEMAS + "ResumptionRequest");

  /** The media types and the responses that are files. */
  private static final Set<String> FILES =
      Set.of("application/octet-stream", "image/png", RESPONSES + "Weights", RESPONSES + "Samples");

  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          entry("version", "VersionNumber"),
          entry("versions", "VersionNumbers"),
          entry("alias", "AliasName"),
          entry("limit", "PageSize"),
          entry("state", "ExperimentState"),
          entry("labels", "Labels"),
          entry("count", "Count"),
          entry("seed", "Seed"),
          entry("temperature", "Temperature"),
          entry("format", "SampleFormat"),
          entry("reason", "Reason"),
          entry(Caller.HEADER, "PrintableText"),
          entry("Idempotency-Key", "PrintableText"));

  @Override
  public Operation filterOperation(Operation operation) {
    add(ANSWERS, operation);
    if (operation.getRequestBody() != null) {
      add(ANSWERS_TO_BODIES, operation);
      operation.getRequestBody().setRequired(!isOptional(operation.getRequestBody()));
    }
    APIResponse answer = operation.getResponses().getAPIResponse("200");
    if (answer != null && isFile(answer)) {
      add(ANSWERS_TO_FILES, operation);
    }
    return operation;
  }

  @Override
  public Parameter filterParameter(Parameter parameter) {
    String schema = PARAMETERS.get(parameter.getName());
    if (schema != null) {
      parameter.setSchema(OASFactory.createSchema().ref(SCHEMAS + schema));
    }
    return parameter;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    // The generator knows the constants' names and not how JSON writes them.
    List<Object> ids = Stream.of(Allowance.values()).<Object>map(Allowance::id).toList();
    document.getComponents().getSchemas().get("Allowance").setEnumeration(ids);
  }

  private static boolean isOptional(RequestBody body) {
    return body.getContent().getMediaTypes().values().stream()
        .anyMatch(
            type ->
                type.getSchema() != null && OPTIONAL_BODIES.contains(type.getSchema().getRef()));
  }

  private static boolean isFile(APIResponse answer) {
    return answer.getRef() != null && FILES.contains(answer.getRef())
        || answer.getContent() != null
            && answer.getContent().getMediaTypes().keySet().stream().anyMatch(FILES::contains);
  }

  private static void add(Map<String, String> answers, Operation operation) {
    answers.forEach(
        (status, name) -> {
          if (!operation.getResponses().hasAPIResponse(status)) {
            APIResponse answer = OASFactory.createAPIResponse().ref(RESPONSES + name);
            operation.getResponses().addAPIResponse(status, answer);
          }
        });
  }
}
