package dev.fidelio.ingestion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RequestReader;
import dev.fidelio.contracts.Topic;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.Records;
import dev.fidelio.service.KnownNames;
import dev.fidelio.service.Loops;
import dev.fidelio.stages.Announcements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The two loops of this service. */
@ApplicationScoped
class IngestionLoops {

  @Produces
  @Singleton
  Loop requests(
      Loops loops,
      ArtifactStore store,
      KnownNames known,
      DeclaredDatasets declared,
      Announcements announcements,
      Publisher publisher) {
    Datasets datasets = new Datasets(store);
    Deciding deciding =
        new Deciding(
            store,
            new RequestReader(known.datasets(), known.extractors()),
            name ->
                declared
                    .named(name)
                    .digest()
                    .filter(digest -> datasets.announcement(digest).isPresent()),
            announcements::messages);
    return loops.batches(
        Topic.EXPERIMENT_REQUESTED,
        records -> {
          List<Message> messages = new ArrayList<>();
          records.forEach(
              record ->
                  messages.addAll(deciding.decide(record.value(), Records.coordinates(record))));
          publisher.publish(messages);
        });
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
