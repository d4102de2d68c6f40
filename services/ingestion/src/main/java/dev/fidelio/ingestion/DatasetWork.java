package dev.fidelio.ingestion;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.DatasetIngestedBuilder;
import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetDeclaration;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.formats.Digests;
import dev.fidelio.ingestion.DatasetFetcher.FetchedFiles;
import dev.fidelio.service.DeclaredDatasets;
import dev.fidelio.stages.Announcements;
import dev.fidelio.stages.Attempt;
import dev.fidelio.stages.PermanentFailureException;
import dev.fidelio.stages.StageWork;
import dev.fidelio.stages.Stages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches the data set that an experiment is waiting for into the store, then requests the
 * training.
 */
final class DatasetWork implements StageWork<DatasetRequested> {

  private final DeclaredDatasets declared;
  private final DatasetFetcher datasetFetcher;
  private final Datasets datasets;
  private final Announcements announcements;
  private final String source;
  private final Clock clock;

  DatasetWork(
      DeclaredDatasets declared,
      DatasetFetcher datasetFetcher,
      Datasets datasets,
      Announcements announcements,
      String source,
      Clock clock) {
    this.declared = declared;
    this.datasetFetcher = datasetFetcher;
    this.datasets = datasets;
    this.announcements = announcements;
    this.source = source;
    this.clock = clock;
  }

  @Override
  public String stage(DatasetRequested request) {
    return Stages.DATASET;
  }

  @Override
  public String needs(DatasetRequested request) {
    return "data set " + request.experiment().dataset();
  }

  @Override
  public List<Payload> work(DatasetRequested request, Attempt attempt) {
    DatasetDeclaration declaration = declared.named(request.experiment().dataset());
    Optional<Message> kept =
        declaration.digest().filter(datasets::isWhole).flatMap(datasets::announcement);
    Message ingested = kept.isPresent() ? kept.get() : ingest(declaration, attempt.stop()::check);
    announcements.announce(List.of(ingested), attempt.stop());
    return List.of(new TrainingRequested(request.experiment(), ingested.key()));
  }

  private Message ingest(DatasetDeclaration declaration, Runnable stopCheck) {
    FetchedFiles fetched = datasetFetcher.fetch(declaration, stopCheck);
    Dataset dataset = check(declaration, fetched.files());
    DatasetIngested fact =
        DatasetIngestedBuilder.builder()
            .digest(dataset.digest())
            .name(declaration.name())
            .origin(fetched.origin())
            .trainCount(dataset.train().count())
            .testCount(dataset.test().count())
            .height(dataset.train().height())
            .width(dataset.train().width())
            .classes(Dataset.CLASSES)
            .testLabelCounts(
                Arrays.stream(dataset.test().labelCounts(Dataset.CLASSES)).boxed().toList())
            .files(artifacts(fetched.files()))
            .build();
    Message message = Message.of(dataset.digest(), clock.instant(), source, fact);
    return datasets.keep(dataset.digest(), fetched.files(), message);
  }

  private static Dataset check(DatasetDeclaration declaration, Map<DatasetFile, byte[]> files) {
    try {
      return Dataset.of(files);
    } catch (UnreadableException e) {
      throw new PermanentFailureException(
          "data set " + declaration.name() + ": " + e.getMessage(), e);
    }
  }

  private static List<Artifact> artifacts(Map<DatasetFile, byte[]> files) {
    List<Artifact> artifacts = new ArrayList<>();
    files.forEach(
        (file, content) ->
            artifacts.add(new Artifact(file.id(), Digests.sha256(content), content.length)));
    return artifacts;
  }
}
