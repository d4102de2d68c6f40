package dev.fidelio.registry.decisions;

import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.registry.decisions.Promotion.Kind;
import dev.fidelio.registry.decisions.Recording.Decision;
import dev.fidelio.registry.gates.Finding;
import dev.fidelio.registry.gates.Finding.Code;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Promotes versions by themselves where their experiment's request had asked for it and the gate
 * lets them through. Each challenge is decided once.
 */
@Singleton
class Challenging {

  /** Who has decided where nobody has. */
  private static final String BY = "fidelio";

  private static final Assessing ASSESSING = new Assessing(Scorecard::ofExperiment);

  private final Gates gates;
  private final Checkpoints checkpoints;
  private final Rescoring rescoring;
  private final Recording recording;
  private final Clock clock;

  Challenging(
      Gates gates, Checkpoints checkpoints, Rescoring rescoring, Recording recording, Clock clock) {
    this.gates = gates;
    this.checkpoints = checkpoints;
    this.rescoring = rescoring;
    this.recording = recording;
    this.clock = clock;
  }

  /** Takes the challenge that an accepted request makes, if it makes one. */
  void accept(ExperimentAccepted accepted) {
    if (accepted.experiment().promotion() == null
        || Challenge.of(accepted.experimentId()).isPresent()) {
      return;
    }
    Challenge challenge = new Challenge();
    challenge.experimentId = accepted.experimentId();
    challenge.model = accepted.experiment().model();
    challenge.alias = accepted.experiment().promotion().alias();
    challenge.evaluation = accepted.experiment().evaluation();
    challenge.state = Challenge.WAITING;
    challenge.persist();
  }

  /**
   * Decides what has waited for an evaluation.
   *
   * @param models those that any challenge of it can be about, locked
   */
  void hear(Map<String, Model> models, Ending ending) {
    if (ending.isFirst()) {
      Challenge.of(ending.experimentId())
          .filter(challenge -> challenge.state.equals(Challenge.WAITING))
          .filter(challenge -> challenge.awaitedEvaluation == null)
          .ifPresent(
              challenge -> {
                if (ending.failure() == null) {
                  decide(models, challenge);
                } else {
                  refuse(challenge, ending.failure());
                }
              });
    }
    Challenge.awaiting(ending.experimentId(), ending.evaluation())
        .forEach(challenge -> decide(models, challenge));
  }

  private void decide(Map<String, Model> models, Challenge challenge) {
    Version.ofExperiment(challenge.model, challenge.experimentId)
        .ifPresentOrElse(
            version -> decide(models.get(challenge.model), challenge, version),
            () -> refuse(challenge, "an experiment that has become no version"));
  }

  private void decide(Model model, Challenge challenge, Version version) {
    challenge.version = version.number;
    Alias alias = Alias.named(model.name, challenge.alias).orElse(null);
    if (alias != null && alias.version == version.number) {
      end(challenge, List.of());
      return;
    }
    Optional<Version> holder =
        Optional.ofNullable(alias)
            .map(held -> Version.numbered(model.name, held.version).orElseThrow());
    List<Finding> findings =
        ASSESSING.findings(
            version,
            holder,
            Optional.of(gates.unattended(model.name, challenge.alias)),
            checkpoints.trouble(version));
    if (holder.isPresent() && isNotComparableOnly(findings)) {
      if (rescoring.isAwaited(challenge, version, holder.get())) {
        return;
      }
      findings = rescoring.explained(challenge, findings);
    }
    if (findings.isEmpty()) {
      String reason = "asked for by the request of " + challenge.experimentId;
      Decision decision = new Decision(challenge.alias, Kind.AUTOMATIC, BY, reason, List.of());
      recording.move(model, alias, version.number, decision);
    }
    end(challenge, findings);
  }

  private void refuse(Challenge challenge, String why) {
    end(challenge, List.of(new Finding(Code.NOT_EVALUATED, why, "an evaluated model")));
  }

  private void end(Challenge challenge, List<Finding> findings) {
    challenge.state = Challenge.DECIDED;
    challenge.promoted = findings.isEmpty();
    challenge.findings = findings;
    challenge.decidedAt = clock.instant();
  }

  private static boolean isNotComparableOnly(List<Finding> findings) {
    return findings.size() == 1 && findings.get(0).code() == Code.NOT_COMPARABLE;
  }
}
