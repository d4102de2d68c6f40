package dev.fidelio.ingestion;

import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Download;
import java.util.Map;

/** The paths or URLs of the configuration. */
record LocationSource(Map<DatasetFile, String> locations, Download download)
    implements DatasetSource {

  @Override
  public String name() {
    return "configured location";
  }

  @Override
  public byte[] fetch(DatasetFile file, Runnable stopCheck) {
    return download.of(locations.get(file), stopCheck);
  }
}
