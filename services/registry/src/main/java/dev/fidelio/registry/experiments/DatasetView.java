package dev.fidelio.registry.experiments;

import dev.fidelio.registry.history.StoredDataset;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A data set in the store. */
@Schema(name = "Dataset", description = "A data set in the store, verified.")
@RecordBuilder
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
    return DatasetViewBuilder.builder()
        .name(dataset.name)
        .digest(dataset.digest)
        .trainCount(dataset.trainCount)
        .testCount(dataset.testCount)
        .labelCounts(labels)
        .source(dataset.origin)
        .ingestedAt(dataset.ingestedAt)
        .build();
  }
}
