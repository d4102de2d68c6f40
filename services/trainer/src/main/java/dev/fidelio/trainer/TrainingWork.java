package dev.fidelio.trainer;

import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.Settings;
import dev.fidelio.cvae.TrainingDiverged;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.datasets.Split;
import dev.fidelio.stages.Attempt;
import dev.fidelio.stages.DamagedArtifactException;
import dev.fidelio.stages.PermanentFailureException;
import dev.fidelio.stages.StageWork;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Trains the network of one experiment, from its last committed epoch to its last one. */
final class TrainingWork implements StageWork<TrainingRequested> {

  private static final Logger LOG = Logger.getLogger(TrainingWork.class);
  private static final String FIRST_EVALUATION = "default";

  private final Datasets datasets;
  private final Compute compute;
  private final Map<String, String> environment;
  private final Clock clock;

  TrainingWork(Datasets datasets, Compute compute, Map<String, String> environment, Clock clock) {
    this.datasets = datasets;
    this.compute = compute;
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public String stage(TrainingRequested request) {
    return "training";
  }

  @Override
  public List<Payload> work(TrainingRequested request, Attempt attempt) {
    Experiment experiment = request.experiment();
    Dataset dataset = load(request.datasetDigest());
    Chain chain = Chain.announcedAgain(attempt);
    attempt.announce(
        new TrainingStarted(
            experiment.experimentId(), attempt.number(), chain.length(), environment));
    while (chain.length() < experiment.hyperparameters().epochs()) {
      Checkpoint start = chain.isEmpty() ? initial(experiment, dataset) : chain.checkpoint();
      continueFrom(start, chain, experiment, dataset, attempt);
    }
    Artifact plot = attempt.write("plots/losses.png", LossPlot.png(chain.epochs()));
    Artifact model = chain.last().checkpoint();
    return List.of(
        new ModelTrained(
            experiment.experimentId(),
            attempt.number(),
            experiment.model(),
            request.datasetDigest(),
            model,
            List.of(plot)),
        new SamplingRequested(experiment, request.datasetDigest(), FIRST_EVALUATION, model));
  }

  /** Trains until the last epoch, or until another attempt turns out to have committed the next. */
  private void continueFrom(
      Checkpoint start, Chain chain, Experiment experiment, Dataset dataset, Attempt attempt) {
    LabelledImages train = images(dataset.train());
    LabelledImages test = images(dataset.test());
    try (EpochTraining epochs = new EpochTraining(compute, start, experiment, attempt, clock)) {
      while (chain.length() < experiment.hyperparameters().epochs()) {
        EpochCompleted mine = epochs.next(train, test, chain.lastDigest());
        CommitPoint stands = attempt.commit(Chain.name(mine.epoch()), List.of(mine));
        EpochCompleted committed = chain.append(stands);
        LOG.infof(
            "%s: epoch %d of %d committed",
            experiment.experimentId(), committed.epoch(), committed.epochs());
        if (!committed.checkpoint().digest().equals(mine.checkpoint().digest())) {
          return;
        }
      }
    } catch (TrainingDiverged e) {
      throw new PermanentFailureException(e.getMessage(), e);
    } catch (DamagedArtifactException e) {
      throw new PermanentFailureException("a checkpoint is damaged: " + e.getMessage(), e);
    }
  }

  private static Checkpoint initial(Experiment experiment, Dataset dataset) {
    Hyperparameters told = experiment.hyperparameters();
    return Checkpoint.initial(
        new Architecture(
            dataset.train().height() * dataset.train().width(),
            Dataset.CLASSES,
            told.hiddenSizes(),
            told.latentSize()),
        new Settings(told.batchSize(), told.learningRate(), told.beta(), told.seed()));
  }

  private Dataset load(String digest) {
    try {
      return datasets.load(digest);
    } catch (UnreadableException e) {
      throw new PermanentFailureException("the data set cannot be used: " + e.getMessage(), e);
    }
  }

  private static LabelledImages images(Split split) {
    return new LabelledImages(split.images(), split.labels(), split.height() * split.width());
  }
}
