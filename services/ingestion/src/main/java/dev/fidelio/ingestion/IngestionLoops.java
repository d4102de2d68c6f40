package dev.fidelio.ingestion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RequestReader;
import dev.fidelio.contracts.Topic;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.messaging.BatchWork;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.service.DeclaredDatasets;
import dev.fidelio.service.KnownNames;
import dev.fidelio.service.Loops;
import dev.fidelio.stages.Announcements;
import dev.fidelio.stages.Cancellations;
import dev.fidelio.stages.Cancelling;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The loops of this service. */
@ApplicationScoped
class IngestionLoops {

  @Produces
  @Singleton
  Decisions decisions(ArtifactStore store) {
    return new Decisions(store);
  }

  @Produces
  @Singleton
  Loop requests(
      Loops loops,
      ArtifactStore store,
      Decisions decisions,
      KnownNames known,
      DeclaredDatasets declared,
      Announcements announcements,
      Publisher publisher) {
    StoredDatasets datasets = new StoredDatasets(new Datasets(store), publisher::publish);
    Resuming resuming = new Resuming(decisions, store);
    Deciding deciding =
        new Deciding(
            decisions,
            new RequestReader(known.datasets(), known.extractors(), resuming::resumable),
            experiment ->
                Optional.ofNullable(experiment.resumeFrom())
                    .flatMap(resuming::datasetDigest)
                    .or(() -> declared.named(experiment.dataset()).digest())
                    .filter(datasets::contain),
            announcements::messages);
    return loops.batches(Topic.EXPERIMENT_REQUESTED, new DecidingTogether(deciding, publisher));
  }

  @Produces
  @Singleton
  Loop cancellations(
      Loops loops,
      ArtifactStore store,
      Decisions decisions,
      Announcements announcements,
      Publisher publisher) {
    Ending ending = new Ending(decisions, new Cancelling(store, announcements::messages));
    return loops.batches(
        Topic.CANCELLATION_REQUESTED,
        announcing(record -> ending.cancel(Cancellations.read(record)), publisher));
  }

  /** Works one record after the other, and announces what all of them have led to at once. */
  private static BatchWork announcing(
      Function<ConsumerRecord<byte[], byte[]>, List<Message>> work, Publisher publisher) {
    return records -> publisher.publish(records.stream().map(work).flatMap(List::stream).toList());
  }

  @Produces
  @Singleton
  Loop datasets(
      Loops loops,
      ArtifactStore store,
      DeclaredDatasets declared,
      Announcements announcements,
      KafkaSettings kafka,
      Clock clock) {
    Ingesting ingesting =
        new Ingesting(
            declared,
            new Fetching(List.of(new MirrorSource(), new NpmSource())),
            new Datasets(store),
            announcements,
            kafka.service(),
            clock);
    return loops.stage(Topic.DATASET_REQUESTED, DatasetRequested.class, ingesting);
  }
}
