package dev.fidelio.registry;

import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.DatasetIngestedBuilder;
import java.util.List;

/** The data set of every story. */
final class StoryDatasets {

  private StoryDatasets() {}

  /** It was fetched under a name. */
  static DatasetIngested ingested(String name) {
    return DatasetIngestedBuilder.builder()
        .digest(Story.DATASET)
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
