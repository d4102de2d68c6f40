package dev.fidelio.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.localservers.FolderLock.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  private static final Machine ELSEWHERE =
      new Machine("elsewhere", "another boot", "another container");

  @TempDir Path folder;

  @Test
  void aFolderIsRefusedWhileAProcessOfAnotherMachineRunsInIt() throws Exception {
    LocalProcess first = launch();
    LocalProcess second = launch();
    Files.writeString(FolderLock.file(folder), ELSEWHERE.text());

    assertThatThrownBy(this::launch)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by processes on elsewhere");
    first.stop(Duration.ofSeconds(10));
    assertThat(FolderLock.otherHolder(folder)).contains("elsewhere");
    second.signal("KILL");
    while (second.isAlive()) {
      Readiness.pause();
    }
    assertThat(FolderLock.otherHolder(folder)).isEmpty();
    launch().stop(Duration.ofSeconds(10));
  }

  @Test
  void aMachineSeesTheProcessesOfItsOwnBootAndContainer() throws Exception {
    Machine here = Machine.current();

    assertThat(Machine.of(here.text())).isEqualTo(here);
    assertThat(here.seesProcessesOf(Machine.current())).isTrue();
    assertThat(here.seesProcessesOf(ELSEWHERE)).isFalse();
    assertThat(Machine.of("").seesProcessesOf(here)).isFalse();
  }

  private LocalProcess launch() throws IOException {
    return LocalProcess.launch(List.of("sleep", "600"), Map.of(), folder, folder.resolve("log"));
  }
}
