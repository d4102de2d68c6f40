package dev.fidelio.trainer;

import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrainedBuilder;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.InsufficientMemoryException;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.TrainingDivergedException;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.datasets.Split;
import dev.fidelio.stages.Attempt;
import dev.fidelio.stages.DamagedArtifactException;
import dev.fidelio.stages.PermanentFailureException;
import dev.fidelio.stages.StageWork;
import dev.fidelio.stages.Stages;
import dev.fidelio.trainer.EpochTrainer.Epoch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains the network of one experiment, from its last committed epoch to its last one. */
public final class TrainingWork implements StageWork<TrainingRequested> {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingWork.class);

  private final Datasets datasets;
  private final Compute compute;
  private final Map<String, String> environment;
  private final Duration betweenStates;
  private final Clock clock;

  /**
   * @param environment what the weights depend on beside the request
   * @param betweenStates how often to keep the state in the midst of an epoch
   */
  public TrainingWork(
      Datasets datasets,
      Compute compute,
      Map<String, String> environment,
      Duration betweenStates,
      Clock clock) {
    this.datasets = datasets;
    this.compute = compute;
    this.environment = environment;
    this.betweenStates = betweenStates;
    this.clock = clock;
  }

  @Override
  public String stage(TrainingRequested request) {
    return Stages.TRAINING;
  }

  @Override
  public Optional<String> commitFolder() {
    return Optional.of(ExperimentFolder.CHECKPOINTS);
  }

  @Override
  public List<Payload> work(TrainingRequested request, Attempt attempt) {
    Experiment experiment = request.experiment();
    Dataset dataset = load(request.datasetDigest());
    CommittedEpochs committedEpochs = CommittedEpochs.announcedAgain(attempt);
    if (experiment.resumeFrom() != null) {
      committedEpochs.adopt(experiment);
    }
    TrainingPlan trainingPlan = TrainingPlan.of(experiment.hyperparameters(), dataset);
    MemoryCheck.require(trainingPlan, dataset, compute);
    EarlyStopping stopping =
        new EarlyStopping(
            experiment.hyperparameters().epochs(), experiment.hyperparameters().patience());
    boolean started = false;
    boolean done = false;
    while (!done) {
      Checkpoint start =
          committedEpochs.latest().map(trainingPlan::continued).orElseGet(trainingPlan::initial);
      if (!started) {
        started = true;
        attempt.announce(started(experiment, attempt, committedEpochs, start));
      }
      done =
          isTrained(
              start,
              committedEpochs,
              () -> stopping.length(committedEpochs.epochs()),
              experiment,
              dataset,
              attempt);
    }
    EpochCompleted best = stopping.model(committedEpochs.epochs());
    if (!committedEpochs.isWhole(best)) {
      Checkpoint start =
          committedEpochs
              .before(best)
              .map(trainingPlan::continued)
              .orElseGet(trainingPlan::initial);
      isTrained(start, committedEpochs, best::epoch, experiment, dataset, attempt);
    }
    Artifact plot = attempt.write("plots/losses.png", LossPlot.png(committedEpochs.epochs()));
    Artifact model = best.checkpoint();
    return List.of(
        ModelTrainedBuilder.builder()
            .experimentId(experiment.experimentId())
            .attempt(attempt.number())
            .model(experiment.model())
            .datasetDigest(request.datasetDigest())
            .checkpoint(model)
            .artifacts(List.of(plot))
            .build(),
        new SamplingRequested(experiment, request.datasetDigest(), ModelEvaluated.FIRST, model));
  }

  /** What the worker is, marked where the state was trained so far on something else. */
  private TrainingStarted started(
      Experiment experiment, Attempt attempt, CommittedEpochs committedEpochs, Checkpoint start) {
    Map<String, String> here = TrainingEnvironment.marked(environment, start.environments());
    return new TrainingStarted(
        experiment.experimentId(), attempt.number(), committedEpochs.length(), here);
  }

  /**
   * Trains from a state to the last epoch. An epoch that is committed already is put back into its
   * place.
   *
   * @param last which that is, as far as is known after each epoch
   * @return false if another attempt turns out to have committed an epoch of other bytes, from
   *     which it has to go on
   */
  private boolean isTrained(
      Checkpoint start,
      CommittedEpochs committedEpochs,
      IntSupplier last,
      Experiment experiment,
      Dataset dataset,
      Attempt attempt) {
    LabelledImages train = images(dataset.train());
    LabelledImages test = images(dataset.test());
    try (EpochTrainer training =
        new EpochTrainer(compute, environment, start, experiment, attempt, betweenStates, clock)) {
      while (training.done() < last.getAsInt()) {
        Epoch epoch = training.next(train, test);
        if (epoch.number() <= committedEpochs.length()) {
          committedEpochs.restore(epoch);
        } else if (!committedEpochs.commit(experiment, epoch)) {
          return false;
        }
        LOG.info(
            "{}: epoch {} of {} committed",
            experiment.experimentId(),
            epoch.number(),
            experiment.hyperparameters().epochs());
      }
      return true;
    } catch (TrainingDivergedException | InsufficientMemoryException e) {
      throw new PermanentFailureException(e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw new PermanentFailureException(new InsufficientMemoryException(e).getMessage(), e);
    } catch (DamagedArtifactException e) {
      throw new PermanentFailureException(
          "a checkpoint was damaged, and trained again it differs: " + e.getMessage(), e);
    }
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
