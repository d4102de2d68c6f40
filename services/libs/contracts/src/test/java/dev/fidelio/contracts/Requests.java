package dev.fidelio.contracts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Reading requests where two data sets are declared and {@link GoldenRecords#EXPERIMENT} was
 * stopped.
 */
final class Requests {

  static final RequestReader READER =
      new RequestReader(
          Set.of("mnist", "fashion"),
          Set.of("inception-mnist"),
          id -> id.equals("digits-1") ? Optional.of(GoldenRecords.EXPERIMENT) : Optional.empty());

  private Requests() {}

  /** Reads a request that is given the id {@code made-up} where it names none. */
  static RequestReader.ParseResult read(String request) {
    return READER.read(request.getBytes(StandardCharsets.UTF_8), "made-up");
  }
}
