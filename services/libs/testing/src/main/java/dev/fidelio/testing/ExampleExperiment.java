package dev.fidelio.testing;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.PromotionTarget;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The facts of one experiment of two epochs, and the files that they name. Asking twice for a fact
 * returns the same event.
 *
 * @param start when it was requested
 * @param knownDataset the digest of its data set if that is in the store by then; null if not
 * @param outcomes where the outcomes of its stages are committed; null for nowhere
 */
public record ExampleExperiment(
    Experiment experiment, Instant start, String knownDataset, ArtifactStore outcomes) {

  public static final Instant NOON = Instant.parse("2026-01-02T12:00:00.250Z");

  /** An experiment that was requested this many seconds after noon. */
  public static ExampleExperiment of(String id, String model, int second) {
    return new ExampleExperiment(
        ExampleRequest.of(id, model), NOON.plusSeconds(second), null, null);
  }

  public ExampleExperiment withSeed(long seed) {
    return with(HyperparametersBuilder.builder(experiment.hyperparameters()).seed(seed));
  }

  public ExampleExperiment withEpochs(int epochs) {
    return with(HyperparametersBuilder.builder(experiment.hyperparameters()).epochs(epochs));
  }

  public ExampleExperiment withTags(Map<String, String> tags) {
    return with(ExperimentBuilder.builder(experiment).tags(tags));
  }

  public ExampleExperiment withResumeFrom(String stopped) {
    return with(ExperimentBuilder.builder(experiment).resumeFrom(stopped));
  }

  public ExampleExperiment withPromotion(String alias) {
    return with(ExperimentBuilder.builder(experiment).promotion(new PromotionTarget(alias)));
  }

  public ExampleExperiment withStart(Instant other) {
    return new ExampleExperiment(experiment, other, knownDataset, outcomes);
  }

  public ExampleExperiment withKnownDataset() {
    return new ExampleExperiment(experiment, start, ExampleRequest.DATASET, outcomes);
  }

  /** From now on, asking for the fact that ends a stage also commits the stage's outcome. */
  public ExampleExperiment withOutcomesIn(ArtifactStore store) {
    return new ExampleExperiment(experiment, start, knownDataset, store);
  }

  public ExampleExperiment withModelIn(ArtifactStore store) {
    new ExampleFiles(store, this).keepModel();
    return this;
  }

  public ExampleExperiment withFilesIn(ArtifactStore store) {
    new ExampleFiles(store, this).keep();
    return this;
  }

  private ExampleExperiment with(HyperparametersBuilder hyperparameters) {
    return with(ExperimentBuilder.builder(experiment).hyperparameters(hyperparameters.build()));
  }

  private ExampleExperiment with(ExperimentBuilder request) {
    return new ExampleExperiment(request.build(), start, knownDataset, outcomes);
  }

  public String id() {
    return experiment.experimentId();
  }

  public String model() {
    return experiment.model();
  }

  /** From the acceptance to the trained model. */
  public List<Message> untilTrained() {
    return List.of(accepted(), tracked(), started(1), epoch(1), epoch(2), trained());
  }

  /** From the acceptance to the score. */
  public List<Message> whole() {
    List<Message> facts = new ArrayList<>(untilTrained());
    facts.addAll(List.of(sampled(), evaluated()));
    return facts;
  }

  public Message accepted() {
    return fact("accepted", 1, facts().accepted());
  }

  public Message tracked() {
    return fact("tracked", 2, facts().tracked());
  }

  public Message started(int attempt) {
    return fact("started-" + attempt, 3, facts().started(attempt));
  }

  /** The test loss is 120.25 after the first epoch, and falls by 7.5 with each. */
  public Message epoch(int epoch) {
    return epoch(epoch, 127.75 - 7.5 * epoch);
  }

  public Message epoch(int epoch, double testLoss) {
    return fact("epoch-" + epoch, 3 + epoch, facts().epoch(epoch, testLoss));
  }

  public Message progressed(int step) {
    return fact("progress-" + step, 4, facts().progressed(step));
  }

  public Message trained() {
    return committed("training", fact("trained", 6, facts().trained()));
  }

  public Message sampled() {
    return fact("sampled", 7, facts().sampled());
  }

  public Message evaluated() {
    return evaluated("default", ExampleScores.EXTRACTOR, 12.5);
  }

  public Message evaluated(String evaluation, String extractor, double fid) {
    return evaluated(evaluation, extractor, fid, null);
  }

  /** Scored with a standard error; null for none. */
  public Message evaluated(String evaluation, String extractor, double fid, Double error) {
    return evaluated(8, facts().evaluated(evaluation, ExampleScores.fid(fid, error, extractor)));
  }

  /** Scored again, with every score and all that is known of it. */
  public Message scorecard(String evaluation, double fid) {
    return evaluated(10, facts().evaluated(evaluation, ExampleScores.whole(fid)));
  }

  private Message evaluated(int second, ModelEvaluated fact) {
    String evaluation = fact.evaluation();
    return committed("evaluation/" + evaluation, fact("evaluated-" + evaluation, second, fact));
  }

  public Message evaluationFailed(String evaluation) {
    return fact("failed-" + evaluation, 11, facts().evaluationFailed(evaluation));
  }

  public Message failed() {
    return failed("the loss is not finite");
  }

  public Message failed(String reason) {
    return fact("failed", 9, facts().failed(reason));
  }

  public Message cancelled() {
    return cancelled("no longer needed");
  }

  public Message cancelled(String reason) {
    return fact("cancelled", 9, facts().cancelled(reason));
  }

  /** The fact; its stage's outcome, which announces it, is committed if outcomes are. */
  public Message committed(String stage, Message fact) {
    if (outcomes != null) {
      new ExampleFiles(outcomes, this).commit(stage, fact);
    }
    return fact;
  }

  /** The checkpoint after an epoch. */
  public Artifact checkpoint(int epoch) {
    return file(ExperimentFolder.epoch(epoch) + ".safetensors");
  }

  /** A file of the experiment as its facts name it. */
  public Artifact file(String name) {
    byte[] content = content(name);
    return new Artifact(name, Digests.sha256(content), content.length);
  }

  /** What is in a file that the facts name. */
  public byte[] content(String name) {
    return (id() + "/" + name).getBytes(StandardCharsets.UTF_8);
  }

  private ExampleFacts facts() {
    return new ExampleFacts(this);
  }

  private Message fact(String what, int second, Payload payload) {
    return Message.of(Ids.nameBased(id() + "/" + what), start.plusSeconds(second), "test", payload);
  }
}
