package dev.fidelio.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.Claims.Claim;
import dev.fidelio.artifacts.Claims.Claimant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterimStatesTest {

  @TempDir Path folder;
  private InterimStates states;
  private Claim first;
  private Claim second;

  @BeforeEach
  void claim() {
    ArtifactStore store = ArtifactStore.at(folder.toUri());
    Claims claims = new Claims(store, StoreLayout.experiment("digits-1"), "training");
    first = claims.next(new Claimant("host/1", Instant.EPOCH));
    second = claims.next(new Claimant("host/2", Instant.EPOCH));
    states = new InterimStates(store, claims);
  }

  @Test
  void theLatestStateOfAnyAttemptComesFirst() {
    states.keep(first, "epoch-2-step-30", bytes("thirty"));
    states.keep(second, "epoch-2-step-20", bytes("twenty"));
    states.keep(second, "epoch-2-step-40", bytes("forty"));

    assertThat(kept("epoch-2")).containsExactly("forty", "thirty");
  }

  @Test
  void statesOfOtherNamesAreLeftOut() {
    states.keep(first, "epoch-1-step-30", bytes("old"));

    assertThat(kept("epoch-2")).isEmpty();
  }

  @Test
  void aDamagedStateIsLeftOut() throws IOException {
    states.keep(first, "epoch-2-step-30", bytes("thirty"));
    states.keep(second, "epoch-2-step-40", bytes("forty"));
    Path file = Files.list(folder.resolve(second.folder() + "/interim")).findFirst().orElseThrow();
    Files.writeString(file, "fort");

    assertThat(kept("epoch-2")).containsExactly("thirty");
  }

  @Test
  void anAttemptThatWasThoughtDeadForgetsNothingOfTheNext() {
    states.keep(first, "epoch-2-step-30", bytes("thirty"));
    states.keep(second, "epoch-2-step-40", bytes("forty"));

    states.forget(first);

    assertThat(kept("epoch-2")).containsExactly("forty");
  }

  private List<String> kept(String beginning) {
    return states
        .latestFirst(beginning)
        .map(state -> new String(state, StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
