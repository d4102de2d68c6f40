package dev.fidelio.service;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The names that a request may use. A data set is declared by {@code
 * fidelio.datasets.<name>.folder} or {@code fidelio.datasets.<name>.train-images}; MNIST is always
 * known. The extractor {@code inception-v3} is known if {@code
 * fidelio.extractors.inception-v3.weights} is set.
 */
@Singleton
public class KnownNames {

  /** The data set that needs no configuration. */
  public static final String MNIST = "mnist";

  /** The extractor that needs no download. */
  public static final String INCEPTION_MNIST = "inception-mnist";

  /** The extractor of published FID, known where its weights are declared. */
  public static final String INCEPTION_V3 = "inception-v3";

  private static final Pattern PROPERTY =
      Pattern.compile("fidelio\\.datasets\\.([^.]+)\\.(?:folder|train-images)");
  private static final Pattern VARIABLE =
      Pattern.compile("FIDELIO_DATASETS_(.+)_(?:FOLDER|TRAIN_IMAGES)");

  private final Set<String> datasets = new TreeSet<>(Set.of(MNIST));
  private final Set<String> extractors = new TreeSet<>(Set.of(INCEPTION_MNIST));

  KnownNames(Config config) {
    String weights = "fidelio.extractors." + INCEPTION_V3 + ".weights";
    if (config.getOptionalValue(weights, String.class).isPresent()) {
      extractors.add(INCEPTION_V3);
    }
    for (String property : config.getPropertyNames()) {
      Matcher declared = PROPERTY.matcher(property);
      Matcher variable = VARIABLE.matcher(property);
      if (declared.matches()) {
        datasets.add(declared.group(1));
      } else if (variable.matches()) {
        datasets.add(variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
      }
    }
  }

  /** The data sets that experiments may name. */
  public Set<String> datasets() {
    return Set.copyOf(datasets);
  }

  /** The extractors that evaluations may name. */
  public Set<String> extractors() {
    return Set.copyOf(extractors);
  }
}
