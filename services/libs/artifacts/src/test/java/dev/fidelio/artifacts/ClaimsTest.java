package dev.fidelio.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.Claims.AttemptHistory;
import dev.fidelio.artifacts.Claims.Claim;
import dev.fidelio.artifacts.Claims.Claimant;
import dev.fidelio.artifacts.Claims.End;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {

  private static final Claimant WORKER = new Claimant("host/1", Instant.EPOCH);

  @TempDir Path folder;
  private Claims claims;

  @BeforeEach
  void open() {
    claims =
        new Claims(
            ArtifactStore.at(folder.toUri()), StoreLayout.experiment("digits-1"), "training");
  }

  @Test
  void attemptsAreNumberedFromOne() {
    assertThat(claims.next(WORKER)).isEqualTo(claim(1));
    assertThat(claims.next(WORKER)).isEqualTo(claim(2));
  }

  @Test
  void attemptsThatBeginAtOnceHaveNumbersOfTheirOwn() {
    List<Integer> numbers =
        IntStream.range(0, 20)
            .parallel()
            .mapToObj(i -> claims.next(WORKER).attempt())
            .sorted()
            .toList();

    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void attemptsThatFailedAndAttemptsThatCrashedAreToldApart() {
    claims.next(WORKER);
    claims.end(claims.next(WORKER), new End(false, "released"));
    claims.end(claims.next(WORKER), new End(true, "disk full"));
    claims.end(claims.next(WORKER), new End(true, "disk full again"));
    Claim present = claims.next(WORKER);

    assertThat(claims.before(present.attempt()))
        .isEqualTo(
            new AttemptHistory(
                List.of(new End(true, "disk full"), new End(true, "disk full again")), 1));
  }

  @Test
  void theFilesOfAttemptsAreThoseBesideTheirClaims() {
    Claim claim = claims.next(WORKER);
    claims.end(claim, new End(false, "released"));
    ArtifactStore store = ArtifactStore.at(folder.toUri());
    store.publish(claim.folder() + "/plots/losses.png", new byte[] {1});
    store.publish(claim.folder() + "/interim/epoch-0001", new byte[] {2});

    assertThat(claims.files())
        .containsExactlyInAnyOrder(
            claim.folder() + "/plots/losses.png", claim.folder() + "/interim/epoch-0001");
  }

  private static Claim claim(int number) {
    return new Claim(number, "experiments/digits-1/training/claims/%04d".formatted(number));
  }
}
