package dev.fidelio.ingestion;

import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Download;
import java.util.Map;

/** The paths or URLs of the configuration. */
record LocationSource(Map<DatasetFile, String> locations) implements DatasetSource {

  @Override
  public String name() {
    return "configured location";
  }

  @Override
  public byte[] fetch(DatasetFile file) {
    return Download.of(locations.get(file));
  }
}
