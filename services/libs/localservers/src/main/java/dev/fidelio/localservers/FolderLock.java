package dev.fidelio.localservers;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The lock on a folder that processes hold for as long as they run. Processes of one machine share
 * it; another machine or container that sees the same folder is refused, because it could not see
 * those processes by their ids and would start a second server on the same data.
 *
 * <p>It is a lock of {@code flock}, which a program inherits from the shell that starts it, on a
 * file that names the machine.
 */
public final class FolderLock {

  /** Takes the lock exclusively, if no process holds it, and releases it: macOS has no flock. */
  private static final String TRY =
      """
      exec 9<> "$1"
      if command -v flock > /dev/null; then flock -n 9
      else python3 -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)' 2> /dev/null
      fi""";

  private FolderLock() {}

  /** The file of a folder's lock. */
  static Path file(Path folder) {
    return folder.resolve("in-use");
  }

  /** Names this machine as the one whose processes hold the folder. */
  static Path claim(Path folder) throws IOException {
    refuseOthers(folder);
    return Files.writeString(file(folder), Machine.current().text());
  }

  /**
   * Checks that no process of another machine holds the folder.
   *
   * @throws IOException if one does, with the machine's name
   */
  public static void refuseOthers(Path folder) throws IOException {
    Optional<String> other = otherHolder(folder);
    if (other.isPresent()) {
      throw new IOException(
          "%s is in use by processes on %s; stop them there".formatted(folder, other.get()));
    }
  }

  /** The other machine or container whose processes hold the folder; empty if there is none. */
  public static Optional<String> otherHolder(Path folder) throws IOException {
    Path file = file(folder);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Machine holder = Machine.of(Files.readString(file));
    Machine here = Machine.current();
    return holder.seesProcessesOf(here) || !isHeld(file)
        ? Optional.empty()
        : Optional.of(holder.nameFrom(here));
  }

  private static boolean isHeld(Path file) throws IOException {
    try {
      return new ProcessBuilder("sh", "-c", TRY, "sh", file.toString()).start().waitFor() != 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while looking at the lock " + file, e);
    }
  }

  /**
   * One set of processes that see each other by their ids.
   *
   * @param name the host's name
   * @param boot the id of the kernel's start; empty where there is no {@code /proc}
   * @param processes the namespace of process ids, one for each container; empty likewise
   */
  record Machine(String name, String boot, String processes) {

    private static final Path PROC = Path.of("/proc");

    static Machine current() throws IOException {
      if (Files.notExists(PROC.resolve("self/ns/pid"))) {
        return new Machine(InetAddress.getLocalHost().getHostName(), "", "");
      }
      return new Machine(
          read("sys/kernel/hostname"),
          read("sys/kernel/random/boot_id"),
          Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString());
    }

    static Machine of(String text) {
      List<String> lines = text.lines().toList();
      return lines.size() == 3
          ? new Machine(lines.get(0), lines.get(1), lines.get(2))
          : new Machine("an unknown machine", "", "");
    }

    String text() {
      return String.join("\n", name, boot, processes, "");
    }

    /** By name alone where the system tells no more. */
    boolean seesProcessesOf(Machine other) {
      return boot.equals(other.boot)
          && processes.equals(other.processes)
          && (!boot.isEmpty() || name.equals(other.name));
    }

    private String nameFrom(Machine other) {
      return boot.equals(other.boot) ? "another container of " + name : name;
    }

    private static String read(String file) throws IOException {
      return Files.readString(PROC.resolve(file), StandardCharsets.UTF_8).strip();
    }
  }
}
