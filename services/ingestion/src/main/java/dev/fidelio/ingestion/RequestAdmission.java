package dev.fidelio.ingestion;

import dev.fidelio.contracts.AdmissionDecision;
import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.RequestReader;
import dev.fidelio.contracts.RequestReader.ParseResult;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.contracts.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides about requests. The first record with an id determines the experiment permanently. If the
 * same record arrives again, its decision is announced again. Another record with equal content
 * changes nothing; one with different content is rejected under an id derived from its own
 * coordinates.
 */
final class RequestAdmission {

  private final AdmissionDecisions admissionDecisions;
  private final RequestReader reader;
  private final Function<Experiment, Optional<String>> datasetInStore;
  private final Function<List<Payload>, List<Message>> messages;

  /**
   * @param datasetInStore the digest of an experiment's data set, if it is in the store permanently
   * @param messages makes messages of payloads, with new ids and the current time
   */
  RequestAdmission(
      AdmissionDecisions admissionDecisions,
      RequestReader reader,
      Function<Experiment, Optional<String>> datasetInStore,
      Function<List<Payload>, List<Message>> messages) {
    this.admissionDecisions = admissionDecisions;
    this.reader = reader;
    this.datasetInStore = datasetInStore;
    this.messages = messages;
  }

  /** A record with its parsed request. */
  record ParsedRequest(byte[] sent, Coordinates source, ParseResult parseResult) {

    /** The id that it requests. */
    String experimentId() {
      return parseResult.experimentId();
    }
  }

  /** Reads a record. */
  ParsedRequest read(byte[] sent, Coordinates source) {
    return new ParsedRequest(sent, source, reader.read(sent, Ids.ofRecord(source)));
  }

  /** The messages to announce about a record. */
  List<Message> decide(ParsedRequest request) {
    byte[] sent = request.sent();
    Coordinates source = request.source();
    ParseResult parseResult = request.parseResult();
    AdmissionDecision candidate = decision(parseResult, sent, source);
    AdmissionDecision effective = admissionDecisions.keep(parseResult.experimentId(), candidate);
    if (effective.isAbout(source)) {
      return effective.messages();
    }
    if (effective.asksTheSameAs(candidate)) {
      return List.of();
    }
    return admissionDecisions
        .keep(Ids.ofRecord(source), taken(parseResult.experimentId(), effective, sent, source))
        .messages();
  }

  private AdmissionDecision decision(ParseResult parseResult, byte[] sent, Coordinates source) {
    if (!parseResult.isAccepted()) {
      return rejected(
          new ExperimentRejected(
              parseResult.experimentId(), null, Violation.listed(parseResult.violations()), source),
          sent);
    }
    Experiment experiment = parseResult.experiment();
    Optional<String> digest = datasetInStore.apply(experiment);
    Payload next =
        digest.isPresent()
            ? new TrainingRequested(experiment, digest.get())
            : new DatasetRequested(experiment);
    ExperimentAccepted fact = new ExperimentAccepted(experiment, digest.orElse(null), source);
    return new AdmissionDecision(source, sent, experiment, messages.apply(List.of(fact, next)));
  }

  private AdmissionDecision taken(
      String wantedId, AdmissionDecision effective, byte[] sent, Coordinates source) {
    Violation violation =
        new Violation(
            "experimentId",
            wantedId,
            "an unused id: this one was taken by the record " + effective.source());
    return rejected(
        new ExperimentRejected(Ids.ofRecord(source), wantedId, List.of(violation), source), sent);
  }

  private AdmissionDecision rejected(ExperimentRejected fact, byte[] sent) {
    return new AdmissionDecision(fact.source(), sent, null, messages.apply(List.of(fact)));
  }
}
