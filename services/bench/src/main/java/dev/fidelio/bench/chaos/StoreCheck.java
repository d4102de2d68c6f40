package dev.fidelio.bench.chaos;

import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.formats.Digests;
import dev.fidelio.stages.Stages;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the store: chains without gaps, files that match their digests, failures with a cause. */
final class StoreCheck {

  private static final int MAX_FAILURES = 5;
  private static final int MAX_CRASHES = 10;

  private final Findings findings;
  private final Map<String, Object> results = new HashMap<>();

  StoreCheck(Findings findings) {
    this.findings = findings;
  }

  void check(SubmittedExperiment submittedExperiment, StoreContents storeContents) {
    for (String stage : StoreContents.STAGES) {
      findings.saw("attempts", storeContents.claims(stage));
      findings.saw(
          "attempts that crashed", storeContents.crashes(stage) - finished(storeContents, stage));
      storeContents
          .outcome(stage)
          .ifPresent(outcome -> justify(submittedExperiment.id(), stage, outcome, storeContents));
    }
    chain(submittedExperiment, storeContents);
    for (StagedFile file : storeContents.files()) {
      Optional<String> digest = storeContents.content(file).map(Digests::sha256);
      findings.saw("files in the store", 1);
      findings.requireEqual(digest.orElse("none"), file.digest(), "digest of " + file.to());
    }
    if (storeContents.isDone(StoreContents.EVALUATION)) {
      sameResults(submittedExperiment, storeContents);
    }
  }

  /** The attempt that wrote the outcome leaves no other record of its end. */
  private static long finished(StoreContents storeContents, String stage) {
    return storeContents.outcome(stage).isPresent() ? 1 : 0;
  }

  private void justify(String id, String stage, CommitPoint outcome, StoreContents storeContents) {
    if (outcome.status() == Status.FAILED) {
      findings.require(
          storeContents.failures(stage) >= MAX_FAILURES
              || storeContents.crashes(stage) >= MAX_CRASHES,
          "%s failed in %s after %d failures and %d crashes: %s"
              .formatted(
                  id,
                  stage,
                  storeContents.failures(stage),
                  storeContents.crashes(stage),
                  outcome.messages().get(0).data().path("reason").asText()));
    } else {
      findings.requireEqual(outcome.status(), Status.DONE, stage + " of " + id);
    }
  }

  private void chain(SubmittedExperiment submittedExperiment, StoreContents storeContents) {
    List<EpochCompleted> epochs = storeContents.epochFacts();
    findings.saw("epochs", epochs.size());
    String previous = null;
    Set<String> points = new HashSet<>();
    for (int i = 0; i < epochs.size(); i++) {
      EpochCompleted epoch = epochs.get(i);
      String name = "epoch %d of %s".formatted(i + 1, submittedExperiment.id());
      findings.requireEqual(epoch.epoch(), i + 1, "number of " + name);
      findings.requireEqual(
          String.valueOf(epoch.previousCheckpoint()), String.valueOf(previous), "before " + name);
      previous = epoch.checkpoint().digest();
      epoch
          .metrics()
          .forEach(
              point ->
                  findings.require(
                      points.add(point.name() + " " + point.step()),
                      "two points %s at step %d of %s"
                          .formatted(point.name(), point.step(), submittedExperiment.id())));
    }
    if (storeContents.isDone(Stages.TRAINING)) {
      findings.requireEqual(
          epochs.size(), submittedExperiment.epochs(), "epochs of " + submittedExperiment.id());
    }
  }

  private void sameResults(SubmittedExperiment submittedExperiment, StoreContents storeContents) {
    List<EpochCompleted> epochs = storeContents.epochFacts();
    same(submittedExperiment, "weights", epochs.get(epochs.size() - 1).checkpoint().digest());
    List<String> samples =
        storeContents.outcome(StoreContents.SAMPLING).orElseThrow().files().stream()
            .map(file -> storeContents.name(file) + " " + file.digest())
            .sorted()
            .toList();
    same(submittedExperiment, "samples", samples);
    Message fact = storeContents.outcome(StoreContents.EVALUATION).orElseThrow().messages().get(0);
    same(submittedExperiment, "scores", ((ModelEvaluated) fact.payload().orElseThrow()).scores());
  }

  /** Results that depend only on the request must be equal for equal requests. */
  private void same(SubmittedExperiment submittedExperiment, String what, Object result) {
    String request =
        "seed %d, %d epochs".formatted(submittedExperiment.seed(), submittedExperiment.epochs());
    Object other = results.putIfAbsent(what + " of " + request, result);
    findings.saw(what + " compared", other == null ? 0 : 1);
    findings.require(
        other == null || other.equals(result),
        "the %s of %s differ from those of other experiments with %s"
            .formatted(what, submittedExperiment.id(), request));
  }
}
