package dev.fidelio.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A background process, identified by its id together with its start time: the system may have
 * reused the id alone for another process.
 *
 * @param pid the process id
 * @param started start time in clock ticks since boot, which changes of the wall clock do not
 *     affect; in milliseconds since 1970 on systems without {@code /proc}
 */
public record LocalProcess(long pid, long started) {

  private static final boolean HAS_PROC = Files.isDirectory(Path.of("/proc/self"));
  private static final int STATE = 0;
  private static final int THREADS = 17;
  private static final int START = 19;

  /**
   * Starts a program in its own session, so that neither the end of this process nor Ctrl-C on its
   * terminal affects it. It holds the {@link FolderLock} of its folder for as long as it runs.
   *
   * @param folder its working folder
   * @param environment variables in addition to those that {@link ProcessEnvironment} keeps of this
   *     process
   * @param log receives the program's output; is appended to on each start, and copied to {@code
   *     .old} and emptied whenever it exceeds 20 MiB
   * @throws IOException if it cannot be started, or if another machine's processes hold the folder
   */
  public static LocalProcess launch(
      List<String> command, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(DetachedCommand.of(FolderLock.claim(folder), log, command))
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    ProcessEnvironment.prepare(builder.environment());
    builder.environment().putAll(environment);
    long pid = builder.start().pid();
    return find(pid).orElseGet(() -> new LocalProcess(pid, 0));
  }

  /** The running process with this id; empty if there is none. */
  public static Optional<LocalProcess> find(long pid) {
    return (HAS_PROC ? startTick(pid) : startMillis(pid))
        .map(started -> new LocalProcess(pid, started));
  }

  /** Whether this process, and not another with its id, still runs. */
  public boolean isAlive() {
    return find(pid).filter(this::equals).isPresent();
  }

  /** Asks the process to end, and kills it and its descendants if they have not ended in time. */
  public void stop(Duration grace) throws IOException {
    stop("TERM", grace);
  }

  /**
   * Asks the process to end with a particular signal, and kills it and its descendants if they have
   * not ended in time.
   *
   * @param signal such as TERM or INT
   */
  public void stop(String signal, Duration grace) throws IOException {
    if (!isAlive()) {
      return;
    }
    List<LocalProcess> family = family();
    signal(signal);
    if (!ended(family, grace)) {
      for (LocalProcess left : family) {
        left.signal("KILL");
      }
      ended(family, grace);
    }
  }

  /** Pauses the process and its descendants until {@link #thaw()}. */
  public void freeze() throws IOException {
    for (LocalProcess member : family()) {
      member.signal("STOP");
    }
  }

  /** Resumes the process and its descendants. */
  public void thaw() throws IOException {
    for (LocalProcess member : family()) {
      member.signal("CONT");
    }
  }

  /** The processor time that the process and its descendants have used; zero if it has ended. */
  Duration processorTime() {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private List<LocalProcess> family() {
    List<LocalProcess> family = new ArrayList<>(List.of(this));
    ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(child -> find(child.pid()).ifPresent(family::add));
    return family;
  }

  private static boolean ended(List<LocalProcess> family, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (family.stream().anyMatch(LocalProcess::isAlive)) {
      if (System.nanoTime() > end) {
        return false;
      }
      Readiness.pause();
    }
    return true;
  }

  /**
   * Sends a signal to this process alone; does nothing if it has ended.
   *
   * @param name such as TERM or KILL
   */
  public void signal(String name) throws IOException {
    if (!isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid + " 2>/dev/null")
          .start()
          .waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Long> startTick(long pid) {
    return stat(pid)
        // A zombie has ended, and its parent has just not collected its exit code yet; unless it
        // has
        // other threads, which after a kill may end later and keep its ports until then.
        .filter(stat -> !"ZX".contains(stat[STATE]) || Integer.parseInt(stat[THREADS]) > 1)
        .map(stat -> Long.parseLong(stat[START]));
  }

  /** The start time that {@link #find} uses on systems without {@code /proc}. */
  static Optional<Long> startMillis(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .map(Instant::toEpochMilli);
  }

  /**
   * The fields of {@code /proc/PID/stat} after the program's name; empty if there is no such
   * process.
   */
  private static Optional<String[]> stat(long pid) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name is in parentheses and may itself contain spaces and parentheses.
      return Optional.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
