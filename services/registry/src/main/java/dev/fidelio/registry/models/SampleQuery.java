package dev.fidelio.registry.models;

import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query of a sample request, passed to the sampler unchanged, which validates it. */
public class SampleQuery {

  @QueryParam("labels")
  @Parameter(
      description = "Labels with commas between, each gets so many images; every label by default",
      example = "0,1")
  public String labels;

  @QueryParam("count")
  @Parameter(
      description = "Images of each label, 8 by default; at most 1,000 in all",
      example = "8")
  public String count;

  @QueryParam("seed")
  @Parameter(
      description = "The same seed gives the same bytes; 1 by default, 0 to 9007199254740991",
      example = "1")
  public String seed;

  @QueryParam("temperature")
  @Parameter(
      description =
          "The latent vectors' standard deviation, 1 by default, above 0 and at most 10: below 1 the"
              + " images are more typical, above 1 more various",
      example = "0.8")
  public String temperature;

  /** The parameters, by name. */
  Map<String, String> asked() {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("labels", labels);
    asked.put("count", count);
    asked.put("seed", seed);
    asked.put("temperature", temperature);
    asked.values().removeIf(value -> value == null);
    return asked;
  }
}
