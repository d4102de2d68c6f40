package dev.fidelio.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String LAST_THREAD =
      """
      import ctypes, threading, time
      threading.Thread(target=time.sleep, args=(600,)).start()
      ctypes.CDLL(None).pthread_exit(None)""";

  @TempDir Path folder;

  @Test
  void aStoppedProcessTakesItsChildrenWithIt() throws Exception {
    LocalProcess parent = shell("sleep 600 & echo $! > child; trap '' TERM; touch ready; wait");
    new Readiness("sh", parent, log(), LONG)
        .await(() -> Files.exists(folder.resolve("ready")), ProgressListener.SILENT);
    long pid = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    LocalProcess child = LocalProcess.find(pid).orElseThrow();

    parent.stop(Duration.ofMillis(200));

    assertThat(parent.isAlive()).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aReusedProcessIdIsNotThisProcess() throws Exception {
    LocalProcess process = shell("exec sleep 600");
    LocalProcess before = new LocalProcess(process.pid(), process.started() - 1);

    before.stop(LONG);

    assertThat(before.isAlive()).isFalse();
    assertThat(process.isAlive()).isTrue();
    process.stop(LONG);
  }

  @Test
  @Timeout(60)
  @EnabledOnOs(OS.LINUX)
  void aProcessWhoseFirstThreadHasEndedRunsUntilTheLastOne() throws Exception {
    LocalProcess process =
        LocalProcess.launch(List.of("python3", "-c", LAST_THREAD), Map.of(), folder, log());

    while (!Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
        .contains(") Z ")) {
      Readiness.pause();
    }

    assertThat(process.isAlive()).isTrue();
    process.stop("KILL", LONG);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  @Timeout(60)
  void aLogIsEmptiedWhileItsProcessWritesAndItsEndIsKept() throws Exception {
    LocalProcess process =
        shell(
            "head -c 22000000 /dev/zero; while [ -s log ]; do sleep 0.1; done;"
                + " echo after; exec sleep 600");

    while (!Files.readString(log()).equals("after\n")) {
      Readiness.pause();
    }

    assertThat(folder.resolve("log.old")).hasSize(22_000_000);
    process.stop(LONG);
  }

  @Test
  void pythonReplacesSetsidOnMacOs() throws Exception {
    List<String> command = new ArrayList<>(DetachedCommand.ownSession("Mac OS X"));
    command.addAll(List.of("sh", "-c", "ps -o sid= -p $$ | tr -d ' ' > session; echo $$ > pid"));

    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();

    assertThat(process.waitFor()).isZero();
    assertThat(folder.resolve("session")).hasSameTextualContentAs(folder.resolve("pid"));
    assertThat(folder.resolve("pid")).hasContent(Long.toString(process.pid()));
  }

  @Test
  void withoutProcAProcessIsKnownByItsStartInMilliseconds() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();

    assertThat(LocalProcess.startMillis(process.pid()))
        .hasValueSatisfying(
            started -> assertThat(started).isCloseTo(System.currentTimeMillis(), within(60_000L)));

    process.destroy();
    process.waitFor();
    assertThat(LocalProcess.startMillis(process.pid())).isEmpty();
  }

  private LocalProcess shell(String script) throws Exception {
    return LocalProcess.launch(List.of("sh", "-c", script), Map.of(), folder, log());
  }

  private Path log() {
    return folder.resolve("log");
  }
}
