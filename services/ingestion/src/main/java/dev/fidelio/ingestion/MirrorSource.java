package dev.fidelio.ingestion;

import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Download;
import dev.fidelio.datasets.FetchException;
import java.util.ArrayList;
import java.util.List;

/** The web servers that publish MNIST, tried one after the other. */
final class MirrorSource implements DatasetSource {

  private static final List<String> MIRRORS =
      List.of(
          "https://ossci-datasets.s3.amazonaws.com/mnist/",
          "https://storage.googleapis.com/cvdf-datasets/mnist/");

  @Override
  public String name() {
    return "HTTPS mirrors";
  }

  @Override
  public byte[] fetch(DatasetFile file) {
    List<String> failures = new ArrayList<>();
    for (String mirror : MIRRORS) {
      try {
        return Download.of(mirror + file.publishedName() + ".gz");
      } catch (FetchException e) {
        failures.add(e.getMessage());
      }
    }
    throw new FetchException(String.join("; ", failures));
  }
}
