package dev.fidelio.ingestion;

import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.FetchException;

/** A way to get the files of a data set. */
interface DatasetSource {

  /** The way, for a person. */
  String name();

  /**
   * Gets a file, uncompressed and not yet verified.
   *
   * @throws FetchException if it cannot be had this way
   */
  byte[] fetch(DatasetFile file);
}
