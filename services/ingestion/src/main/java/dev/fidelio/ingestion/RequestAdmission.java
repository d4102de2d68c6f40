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
import dev.fidelio.contracts.RequestReader.Reading;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.contracts.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides about requests. The first record that wants an id decides it for ever; the same record
 * again is announced again; another of equal content changes nothing; another of other content is
 * rejected under an id made from its own coordinates.
 */
final class RequestAdmission {

  private final AdmissionDecisions admissionDecisions;
  private final RequestReader reader;
  private final Function<Experiment, Optional<String>> datasetInStore;
  private final Function<List<Payload>, List<Message>> messages;

  /**
   * @param datasetInStore the digest of an experiment's data set, if it is in the store for good
   * @param messages makes messages of payloads, with new ids and the present time
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

  /** A record as it was read. */
  record Asked(byte[] sent, Coordinates source, Reading reading) {

    /** The id that it wants. */
    String experimentId() {
      return reading.experimentId();
    }
  }

  /** Reads a record, to be decided about. */
  Asked read(byte[] sent, Coordinates source) {
    return new Asked(sent, source, reader.read(sent, Ids.ofRecord(source)));
  }

  /** What is to be announced about a record. */
  List<Message> decide(Asked asked) {
    byte[] sent = asked.sent();
    Coordinates source = asked.source();
    Reading reading = asked.reading();
    AdmissionDecision mine = decision(reading, sent, source);
    AdmissionDecision stands = admissionDecisions.keep(reading.experimentId(), mine);
    if (stands.isAbout(source)) {
      return stands.messages();
    }
    if (stands.asksTheSameAs(mine)) {
      return List.of();
    }
    return admissionDecisions
        .keep(Ids.ofRecord(source), taken(reading.experimentId(), stands, sent, source))
        .messages();
  }

  private AdmissionDecision decision(Reading reading, byte[] sent, Coordinates source) {
    if (!reading.isAccepted()) {
      return rejected(
          new ExperimentRejected(reading.experimentId(), null, reading.violations(), source), sent);
    }
    Experiment experiment = reading.experiment();
    Optional<String> digest = datasetInStore.apply(experiment);
    Payload next =
        digest.isPresent()
            ? new TrainingRequested(experiment, digest.get())
            : new DatasetRequested(experiment);
    ExperimentAccepted fact = new ExperimentAccepted(experiment, digest.orElse(null), source);
    return new AdmissionDecision(source, sent, experiment, messages.apply(List.of(fact, next)));
  }

  private AdmissionDecision taken(
      String wantedId, AdmissionDecision stands, byte[] sent, Coordinates source) {
    Violation violation =
        new Violation(
            "experimentId",
            wantedId,
            "an id of its own: this one was decided by the record " + stands.source());
    return rejected(
        new ExperimentRejected(Ids.ofRecord(source), wantedId, List.of(violation), source), sent);
  }

  private AdmissionDecision rejected(ExperimentRejected fact, byte[] sent) {
    return new AdmissionDecision(fact.source(), sent, null, messages.apply(List.of(fact)));
  }
}
