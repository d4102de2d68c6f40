package dev.fidelio.bench.chaos;

import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelEvaluated;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The store in itself: chains without gaps, files with their digests, failures with their cause.
 */
final class StoreCheck {

  private static final int MAX_FAILURES = 5;
  private static final int MAX_CRASHES = 10;

  private final Findings findings;
  private final Map<String, Object> results = new HashMap<>();

  StoreCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Submitted submitted, Stored stored) {
    for (String stage : Stored.STAGES) {
      findings.saw("attempts", stored.claims(stage));
      findings.saw("attempts that crashed", stored.crashes(stage) - finished(stored, stage));
      stored.outcome(stage).ifPresent(outcome -> justify(submitted.id(), stage, outcome, stored));
    }
    chain(submitted, stored);
    for (StagedFile file : stored.files()) {
      Optional<String> digest = stored.content(file).map(Ids::sha256);
      findings.saw("files in the store", 1);
      findings.requireEqual(digest.orElse("none"), file.digest(), "digest of " + file.to());
    }
    if (stored.isDone("evaluation/default")) {
      sameResults(submitted, stored);
    }
  }

  /** The attempt that made the outcome says so by the outcome. */
  private static long finished(Stored stored, String stage) {
    return stored.outcome(stage).isPresent() ? 1 : 0;
  }

  private void justify(String id, String stage, CommitPoint outcome, Stored stored) {
    if (outcome.status() == Status.FAILED) {
      findings.require(
          stored.failures(stage) >= MAX_FAILURES || stored.crashes(stage) >= MAX_CRASHES,
          "%s failed in %s after %d failures and %d crashes: %s"
              .formatted(
                  id,
                  stage,
                  stored.failures(stage),
                  stored.crashes(stage),
                  outcome.messages().get(0).data().path("reason").asText()));
    } else {
      findings.requireEqual(outcome.status(), Status.DONE, stage + " of " + id);
    }
  }

  private void chain(Submitted submitted, Stored stored) {
    List<EpochCompleted> epochs = stored.epochFacts();
    findings.saw("epochs", epochs.size());
    String previous = null;
    Set<String> points = new HashSet<>();
    for (int i = 0; i < epochs.size(); i++) {
      EpochCompleted epoch = epochs.get(i);
      String name = "epoch %d of %s".formatted(i + 1, submitted.id());
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
                          .formatted(point.name(), point.step(), submitted.id())));
    }
    if (stored.isDone("training")) {
      findings.requireEqual(epochs.size(), submitted.epochs(), "epochs of " + submitted.id());
    }
  }

  private void sameResults(Submitted submitted, Stored stored) {
    List<EpochCompleted> epochs = stored.epochFacts();
    same(submitted, "weights", epochs.get(epochs.size() - 1).checkpoint().digest());
    List<String> samples =
        stored.outcome("sampling/default").orElseThrow().files().stream()
            .map(file -> stored.name(file) + " " + file.digest())
            .sorted()
            .toList();
    same(submitted, "samples", samples);
    Message fact = stored.outcome("evaluation/default").orElseThrow().messages().get(0);
    same(submitted, "scores", ((ModelEvaluated) fact.payload().orElseThrow()).scores());
  }

  /** What follows from the request alone is the same for all that ask for the same. */
  private void same(Submitted submitted, String what, Object result) {
    String likes = "seed %d, %d epochs".formatted(submitted.seed(), submitted.epochs());
    Object other = results.putIfAbsent(what + " of " + likes, result);
    findings.saw(what + " compared", other == null ? 0 : 1);
    findings.require(
        other == null || other.equals(result),
        "the %s of %s differ from those of others with %s".formatted(what, submitted.id(), likes));
  }
}
