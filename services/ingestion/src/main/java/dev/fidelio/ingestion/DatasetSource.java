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
   * @param stopCheck called several times a second; an exception that it throws ends the fetch
   * @throws FetchException if this source does not have it
   * @throws dev.fidelio.datasets.SourceUnavailableException if this source does not answer
   */
  byte[] fetch(DatasetFile file, Runnable stopCheck);
}
