package dev.fidelio.registry;

import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.DatasetIngestedBuilder;
import dev.fidelio.testing.ExampleRequest;
import java.util.List;

/** The data set of every example. */
final class ExampleDatasets {

  private ExampleDatasets() {}

  /** It was fetched under a name. */
  static DatasetIngested ingested(String name) {
    return DatasetIngestedBuilder.builder()
        .digest(ExampleRequest.DATASET)
        .name(name)
        .origin("/data")
        .trainCount(60_000)
        .testCount(3)
        .height(28)
        .width(28)
        .classes(3)
        .testLabelCounts(List.of(1, 0, 2))
        .files(List.of())
        .build();
  }
}
