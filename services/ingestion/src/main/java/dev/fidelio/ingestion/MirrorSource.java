package dev.fidelio.ingestion;

import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Download;
import java.util.List;

/** A web server that publishes MNIST. */
record MirrorSource(String address, Download download) implements DatasetSource {

  private static final List<String> MIRRORS =
      List.of(
          "https://ossci-datasets.s3.amazonaws.com/mnist/",
          "https://storage.googleapis.com/cvdf-datasets/mnist/");

  /** The known ones, best first. */
  static List<MirrorSource> all(Download download) {
    return MIRRORS.stream().map(address -> new MirrorSource(address, download)).toList();
  }

  @Override
  public String name() {
    return address;
  }

  @Override
  public byte[] fetch(DatasetFile file, Runnable stopCheck) {
    return download.of(address + file.publishedName() + ".gz", stopCheck);
  }
}
