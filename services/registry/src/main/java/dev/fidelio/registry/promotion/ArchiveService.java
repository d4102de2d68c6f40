package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.VersionArchivedBuilder;
import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.models.Alias;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.outbox.Outbox;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Archives versions. */
@Singleton
public class ArchiveService {

  private final Outbox outbox;
  private final Clock clock;

  ArchiveService(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Archives a version. If it is already archived, nothing is written.
   *
   * @param by who decided
   * @param reason why; null where none is given
   * @throws RefusedException if there is no such version, or an alias points to it
   */
  @Transactional
  public Version archive(String modelName, int number, String by, String reason) {
    Model model = Model.locked(modelName).orElseThrow(() -> RefusedException.noModel(modelName));
    Version version =
        Version.numbered(model.name, number)
            .orElseThrow(() -> RefusedException.noVersion(model.name, number));
    if (version.archivedAt != null) {
      return version;
    }
    List<String> aliases = Alias.of(version);
    if (!aliases.isEmpty()) {
      String message = "version %d of %s is not archived: %s points to it";
      throw new RefusedException(
          Reason.STATE, message.formatted(number, model.name, String.join(", ", aliases)));
    }
    version.archivedAt = clock.instant();
    version.archivedBy = by;
    version.archivedReason = reason;
    outbox.add(
        VersionArchivedBuilder.builder()
            .model(model.name)
            .sequence(++model.sequence)
            .version(number)
            .by(by)
            .verified(false)
            .reason(reason)
            .build(),
        version.archivedAt);
    return version;
  }
}
