package dev.fidelio.ingestion;

import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.FetchException;

/** A source of the files of a data set. */
interface DatasetSource {

  /** The source's name in messages. */
  String name();

  /**
   * Fetches a file, uncompressed and not yet verified.
   *
   * @throws FetchException if this source cannot provide it
   */
  byte[] fetch(DatasetFile file);
}
